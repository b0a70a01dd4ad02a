import { useQuery } from '@tanstack/react-query'
import { useEditorState } from '#client/change-set/use-editor-state.ts'
import { changedIds } from '#client/change-set/editor.ts'
import { usePlatform } from '#client/platform.ts'
import { newestOptions } from '#client/queries/documents.ts'
import type { DocumentVersion } from '#domain/documents.ts'
import { useDesigner } from '../designer-context.tsx'

export interface NewerVersion {
  readonly newest: DocumentVersion
  /** Whether the draft changes the line too. */
  readonly isChanged: boolean
}

/** A version of the line that somebody published since this draft began. */
export function useNewerVersion(): NewerVersion | undefined {
  const { client } = usePlatform()
  const { project, editor } = useDesigner()
  const state = useEditorState(editor)
  const newest = useQuery(newestOptions(client, project, editor.subject)).data?.document
  const base = state.bases[editor.subject]
  if (newest === undefined || base === undefined || newest.version <= base.version) return undefined
  return { newest, isChanged: changedIds(state).includes(editor.subject) }
}
