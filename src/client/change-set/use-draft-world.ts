import { useEffect, useMemo, useRef, useState } from 'react'
import type { Texts } from '#domain/documents.ts'
import { type Compiled, draftWorld, keepKnown } from '#domain/line/draft-world.ts'
import type { World } from '#domain/line/world.ts'

/** The world as the draft has it; edits of a line or of its picture leave it the same object, so that nothing is made again from it. */
export function useDraftWorld(published: World, texts: Texts, compiled: Compiled): World {
  const [about, setAbout] = useState<Texts>({})
  const now = Object.entries(texts).filter(([id]) => !id.startsWith('line/') && !id.startsWith('layout/'))
  const isSame = now.length === Object.keys(about).length && now.every(([id, text]) => about[id] === text)
  const current = isSame ? about : Object.fromEntries(now)
  if (!isSame) setAbout(current)
  const before = useRef<World>(undefined)
  const world = useMemo(
    () => keepKnown(draftWorld(published, current, compiled), before.current, current),
    [published, current, compiled],
  )
  useEffect(() => {
    before.current = world
  }, [world])
  return world
}
