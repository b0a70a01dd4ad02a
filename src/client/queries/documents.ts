import { queryOptions } from '@tanstack/react-query'
import { findDocument, listVersions, readDocument } from '#contract/documents.ts'
import type { Client } from '../client.ts'

export function documentOptions(client: Client, project: string, id: string, version?: number) {
  return queryOptions({
    queryKey: [project, 'document', id, version ?? 'newest'],
    queryFn: ({ signal }) =>
      client.ask(
        readDocument,
        { params: { project }, query: version === undefined ? { id } : { id, version } },
        { signal },
      ),
    staleTime: version === undefined ? 0 : Number.POSITIVE_INFINITY,
  })
}

/** The newest version of a document that may not exist yet. An answer from before version `since` was published does not count. */
export function newestOptions(client: Client, project: string, id: string, since = 0) {
  return queryOptions({
    queryKey: [project, 'document', id, 'if-any', since],
    queryFn: ({ signal }) => client.ask(findDocument, { params: { project }, query: { id } }, { signal }),
  })
}

/** All versions of a document up to the newest that is known, newest first, without their texts. */
export function versionsOptions(client: Client, project: string, id: string, newest: number) {
  return queryOptions({
    queryKey: [project, 'versions', id, newest],
    queryFn: ({ signal }) => client.ask(listVersions, { params: { project }, query: { id } }, { signal }),
  })
}
