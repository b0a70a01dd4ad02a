import { useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { readLocalDraft } from './draft-store.ts'
import type { Editor } from './editor.ts'
import { startEditor } from './start-editor.ts'
import { usePlatform } from '../platform.ts'
import { documentsOptions, draftsOptions } from '../queries/documents.ts'
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

/** Loads documents of these kinds, takes the draft up where there is one, and makes the editor once. */
export function useEditorStart(project: string, subject: string, kinds: readonly string[]): EditorStart {
  const { client, person } = usePlatform()
  const world = useQuery(worldOptions(client, project))
  const documents = useQueries({ queries: kinds.map((kind) => documentsOptions(client, project, kind)) })
  const drafts = useQuery({
    ...draftsOptions(client, project, subject),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  })
  const local = useQuery({
    queryKey: [project, 'local-draft', person, subject],
    queryFn: async () => (await readLocalDraft({ project, person, subject })) ?? null,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
    gcTime: 0,
  })
  const isReady =
    documents.every((query) => query.data !== undefined && !query.isFetching) &&
    !drafts.isFetching &&
    drafts.status !== 'pending' &&
    local.data !== undefined &&
    !local.isFetching
  const [editor, setEditor] = useState<Editor>()
  // Made once: later answers of the queries must not throw away what is being edited.
  if (editor === undefined && isReady) {
    const published = documents.flatMap((query): readonly DocumentVersion[] => query.data?.documents ?? [])
    setEditor(startEditor(subject, published, { server: drafts.data?.drafts[0], local: local.data ?? undefined }))
  }
  const failed = [world, ...documents].filter((query) => query.isError)
  return {
    editor,
    world: world.data?.world,
    savedAt: drafts.data?.drafts[0]?.savedAt,
    error: failed[0]?.error ?? null,
    retry: () => {
      for (const query of failed) void query.refetch()
    },
  }
}
