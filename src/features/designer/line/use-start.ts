import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { usePlatform } from '#client/platform.ts'
import { documentOptions, newestOptions } from '#client/queries/documents.ts'
import { documentsOptions } from '#client/queries/document-lists.ts'
import { worldOptions } from '#client/queries/world.ts'
import { documentId, type DocumentVersion } from '#domain/documents.ts'
import type { World } from '#domain/line/world.ts'
import type { Editor } from '#client/change-set/editor.ts'
import { begunKinds, savedAtOf, startEditor } from '#client/change-set/start-editor.ts'
import { useDrafts } from '#client/change-set/use-drafts.ts'

export interface Start {
  readonly editor: Editor | undefined
  readonly world: World | undefined
  /** When the restored draft was saved; undefined without one. */
  readonly savedAt: string | undefined
  readonly error: unknown
  readonly retry: () => void
}

/** Loads a line and its surroundings, restores its draft, and creates the editor once. */
export function useStart(project: string, line: string): Start {
  const { client } = usePlatform()
  const world = useQuery(worldOptions(client, project))
  const newest = useQuery(newestOptions(client, project, documentId('line', line)))
  const layouts = useQuery(documentsOptions(client, project, 'layout'))
  const sets = useQuery(documentsOptions(client, project, 'parameters'))
  const drafts = useDrafts(project, documentId('line', line))
  const { server, local, steps } = drafts ?? { server: undefined, local: undefined }
  const begun = useMemo(
    () => begunKinds({ server, local, steps }).filter((kind) => !['line', 'layout', 'parameters'].includes(kind)),
    [server, local, steps],
  )
  const others = useQueries({
    queries: begun.map((kind) => documentsOptions(client, project, kind)),
    combine: documentsIn,
  })
  // An unpublished line exists if somebody has a draft of it.
  const isUnpublished = newest.data !== undefined && newest.data.document === undefined
  const isBegun = isUnpublished && (server ?? local) !== undefined
  const isReady =
    (newest.data?.document !== undefined || isBegun) &&
    layouts.data !== undefined &&
    sets.data !== undefined &&
    others !== undefined
  // Without a draft either, ask for the line, so that the server says in its words that there is none.
  const missing = useQuery({
    ...documentOptions(client, project, documentId('line', line)),
    enabled: isUnpublished && drafts !== undefined && !isBegun,
    retry: false,
  })
  const [editor, setEditor] = useState<Editor>()
  // Created once: later answers of the queries must not discard what is being edited.
  if (editor === undefined && isReady && drafts !== undefined) {
    const published = [
      ...(newest.data?.document === undefined ? [] : [newest.data.document]),
      ...(layouts.data?.documents ?? []).filter((entry) => entry.id === documentId('layout', line)),
      ...(sets.data?.documents ?? []),
      ...(others ?? []),
    ]
    setEditor(startEditor(documentId('line', line), published, drafts))
  }
  return {
    editor,
    world: world.data?.world,
    savedAt: drafts === undefined ? undefined : savedAtOf(drafts),
    error: world.error ?? newest.error ?? missing.error ?? layouts.error ?? sets.error,
    retry: () => {
      for (const query of [world, newest, missing, layouts, sets]) if (query.isError) void query.refetch()
    },
  }
}

/** All documents of some lists, once loaded. Lists that only save a comparison do not block opening. */
function documentsIn(lists: readonly UseQueryResult<{ readonly documents: readonly DocumentVersion[] }>[]) {
  return lists.some(({ isPending }) => isPending) ? undefined : lists.flatMap(({ data }) => data?.documents ?? [])
}
