import { useEditorState } from './use-editor-state.ts'
import { useDeferredValue, useMemo } from 'react'
import type { Texts } from '#domain/documents.ts'
import { type ImpactSide, impactOf, type StageImpact } from '#domain/parameters/impact.ts'
import { changedTexts, type Editor } from './editor.ts'

export interface Impact {
  readonly stages: readonly StageImpact[]
  /** The change set's documents by id. */
  readonly documents: Texts
  /** The versions that the change set started from, where newer ones are published; the side before uses these. */
  readonly older: Texts
}

/** The change set started from the newest versions. */
export const noTexts: Texts = {}

/** The stages that a change set changes; computed after the keystroke has been painted. */
export function useImpact(editor: Editor, before: ImpactSide, after: ImpactSide, older: Texts = noTexts): Impact {
  const state = useEditorState(editor)
  const { lines: publishedLines, world: published } = before
  const { lines, world } = after
  const settled = useDeferredValue(world)
  const settledLines = useDeferredValue(lines)
  const documents = useMemo(() => changedTexts(state), [state])
  const changed = useDeferredValue(documents)
  const stages = useMemo(() => {
    const prefix = 'qvs-config/'
    const reconfigured = Object.keys(changed).flatMap((id) => (id.startsWith(prefix) ? [id.slice(prefix.length)] : []))
    return impactOf(
      { lines: publishedLines, world: published },
      { lines: settledLines, world: settled },
      new Set(reconfigured),
    )
  }, [publishedLines, published, settledLines, settled, changed])
  return { stages, documents, older }
}
