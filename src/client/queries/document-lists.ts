import { queryOptions } from '@tanstack/react-query'
import { listDocuments } from '#contract/document-lists.ts'
import type { Client } from '../client.ts'

export function documentsOptions(client: Client, project: string, kind: string) {
  return queryOptions({
    queryKey: [project, 'documents', kind],
    queryFn: ({ signal }) => client.ask(listDocuments, { params: { project }, query: { kind } }, { signal }),
  })
}
