import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { readRetention } from '#contract/retention.ts'
import type { Retention } from '#domain/run/retention.ts'
import type { Client } from '../client.ts'

/** The disk use of workspaces, with the current limits or with others that are being tried. */
export function retentionOptions(client: Client, project: string, tried?: Retention) {
  return queryOptions({
    queryKey: [project, 'retention', tried],
    queryFn: ({ signal }) => client.ask(readRetention, { params: { project }, query: tried ?? {} }, { signal }),
    placeholderData: keepPreviousData,
  })
}
