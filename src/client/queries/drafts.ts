import { queryOptions } from '@tanstack/react-query'
import { listDrafts } from '#contract/drafts.ts'
import type { Client } from '../client.ts'

export function draftsOptions(client: Client, project: string, subject?: string) {
  return queryOptions({
    queryKey: [project, 'drafts', subject ?? ''],
    queryFn: ({ signal }) =>
      client.ask(listDrafts, { params: { project }, query: subject === undefined ? {} : { subject } }, { signal }),
  })
}
