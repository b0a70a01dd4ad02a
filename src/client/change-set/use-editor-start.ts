import { useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Editor } from './editor.ts'
import { savedAtOf, startEditor } from './start-editor.ts'
import { useDrafts } from './use-drafts.ts'
import { usePlatform } from '../platform.ts'
import { documentsOptions } from '../queries/document-lists.ts'
import { worldOptions } from '../queries/world.ts'
import type { DocumentVersion } from '#domain/documents.ts'
import type { World } from '#domain/line/world.ts'

export interface EditorStart {
  readonly editor: Editor | undefined
  readonly world: World | undefined
  readonly savedAt: string | undefined
  readonly error: unknown
  readonly retry: () => void
}

/** Loads documents of these kinds and the draft, if any, and creates the editor once. */
export function useEditorStart(project: string, subject: string, kinds: readonly string[]): EditorStart {
  const { client } = usePlatform()
  const world = useQuery(worldOptions(client, project))
  const documents = useQueries({ queries: kinds.map((kind) => documentsOptions(client, project, kind)) })
  const drafts = useDrafts(project, subject)
  const isReady = documents.every((query) => query.data !== undefined && !query.isFetching)
  const [editor, setEditor] = useState<Editor>()
  // Created once, since later answers of the queries must not discard edits.
  if (editor === undefined && isReady && drafts !== undefined) {
    const published = documents.flatMap((query): readonly DocumentVersion[] => query.data?.documents ?? [])
    setEditor(startEditor(subject, published, drafts))
  }
  const failed = [world, ...documents].filter((query) => query.isError)
  return {
    editor,
    world: world.data?.world,
    savedAt: drafts === undefined ? undefined : savedAtOf(drafts),
    error: failed[0]?.error ?? null,
    retry: () => {
      for (const query of failed) void query.refetch()
    },
  }
}
