import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { listRuns } from '#contract/run-lists.ts'
import type { Client } from '../client.ts'

export type RunFilter = Omit<z.input<NonNullable<typeof listRuns.query>>, 'limit'> & { readonly limit?: number }

export function runsOptions(client: Client, project: string, filter: RunFilter = {}) {
  return queryOptions({
    queryKey: [project, 'runs', filter],
    queryFn: ({ signal }) => client.ask(listRuns, { params: { project }, query: filter }, { signal }),
    placeholderData: keepPreviousData,
  })
}
