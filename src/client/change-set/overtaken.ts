import type { Conflict, DocumentVersion } from '#domain/documents.ts'
import { changedIds, type EditorState } from './editor.ts'

/** The documents of a change set that somebody else has published since it started. */
export function overtaken(
  state: Pick<EditorState, 'history' | 'bases'>,
  published: readonly DocumentVersion[],
): readonly Conflict[] {
  return changedIds(state).flatMap((id) => {
    const current = published.find((document) => document.id === id)
    if (current === undefined || current.version <= (state.bases[id]?.version ?? 0)) return []
    return [{ id: current.id, current, mine: state.history.present[id] ?? '' }]
  })
}
