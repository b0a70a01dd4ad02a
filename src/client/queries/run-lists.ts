import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { listRuns } from '#contract/run-lists.ts'
import type { Client } from '../client.ts'

export type RunFilter = Omit<z.input<NonNullable<typeof listRuns.query>>, 'limit' | 'before'> & {
  readonly limit?: number
  readonly before?: string
}

export function runsOptions(client: Client, project: string, filter: RunFilter = {}) {
  return queryOptions({
    queryKey: [project, 'runs', filter],
    queryFn: ({ signal }) => client.ask(listRuns, { params: { project }, query: filter }, { signal }),
    placeholderData: keepPreviousData,
  })
}

/** The newest runs; one cached request for everything that needs only these. */
export function recentRunsOptions(client: Client, project: string) {
  return runsOptions(client, project, { limit: 50 })
}

const pageSize = 100

/** Pages of the list, newest first. Updated run by run, never refetched as a whole. */
export function runPagesOptions(client: Client, project: string, filter: RunFilter) {
  return infiniteQueryOptions({
    queryKey: [project, 'run-pages', filter],
    queryFn: ({ signal, pageParam }) =>
      client.ask(
        listRuns,
        {
          params: { project },
          query: { ...filter, limit: pageSize, ...(pageParam === undefined ? {} : { before: pageParam }) },
        },
        { signal },
      ),
    initialPageParam: first(),
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    // Polls while the server rebuilds its index.
    refetchInterval: ({ state }) => (state.data?.pages.some(({ left = 0 }) => left > 0) === true ? 2000 : false),
    gcTime: 60_000,
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
  })
}

function first(): string | undefined {
  return undefined
}
