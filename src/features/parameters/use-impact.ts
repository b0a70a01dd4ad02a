import { useDeferredValue, useMemo } from 'react'
import { changedIds } from '#client/change-set/editor.ts'
import type { Texts } from '#domain/documents.ts'
import { parseLine } from '#domain/line/parse.ts'
import type { World } from '#domain/line/world.ts'
import { impactOf, type StageImpact } from '#domain/parameters/impact.ts'
import { useEditorState, useValues } from './values-context.ts'

export interface Impact {
  readonly stages: readonly StageImpact[]
  /** The change set's documents, as the compiler wants them. */
  readonly documents: Texts
}

/** The stages that the change set changes; computed after the key is painted. */
export function useImpact(published: World): Impact {
  const { editor, world, lines } = useValues()
  const state = useEditorState(editor)
  const settled = useDeferredValue(world)
  const before = useMemo(
    () =>
      Object.entries(state.bases).flatMap(([id, { text }]) => {
        const line = id.startsWith('line/') ? parseLine(text).line : undefined
        return line ?? []
      }),
    [state.bases],
  )
  const stages = useMemo(
    () => impactOf({ lines: before, world: published }, { lines, world: settled }),
    [before, published, lines, settled],
  )
  const documents = useMemo(
    () => Object.fromEntries(changedIds(state).map((id) => [id, state.history.present[id] ?? ''])),
    [state],
  )
  return { stages, documents }
}
