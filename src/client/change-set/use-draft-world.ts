import { useEffect, useMemo, useRef, useState } from 'react'
import { documentId, type Texts } from '#domain/documents.ts'
import type { History } from '#domain/history.ts'
import { type Compiled, draftWorld, keepKnown, readableBefore } from '#domain/line/draft-world.ts'
import type { World } from '#domain/line/world.ts'

/**
 * The world with the draft's documents. Edits of the line or its layout keep the same object, so that nothing derived from it is recomputed.
 * Documents that were already broken when the draft was opened count as in the last good state of the history; for QVS Configs that is `earlier`.
 */
export function useDraftWorld(
  published: World,
  history: History<Texts>,
  { compiled, earlier }: { readonly compiled: Compiled; readonly earlier: Compiled },
): World {
  const texts = history.present
  const [readable] = useState(() => readableBefore(history))
  const [about, setAbout] = useState<Texts>({})
  const now = Object.entries(texts).filter(([id]) => !id.startsWith('line/') && !id.startsWith('layout/'))
  const isSame = now.length === Object.keys(about).length && now.every(([id, text]) => about[id] === text)
  const current = isSame ? about : Object.fromEntries(now)
  if (!isSame) setAbout(current)
  const before = useRef<World>(undefined)
  const world = useMemo(() => {
    const now = keepKnown(draftWorld(published, current, compiled), before.current, current)
    const configs = Object.entries(earlier).map(([name, { text }]) => [documentId('qvs-config', name), text] as const)
    if (configs.length === 0 && Object.keys(readable).length === 0) return now
    const stood = { ...current, ...readable, ...Object.fromEntries(configs) }
    return keepKnown(now, draftWorld(published, stood, earlier), current)
  }, [published, current, compiled, earlier, readable])
  useEffect(() => {
    before.current = world
  }, [world])
  return world
}
