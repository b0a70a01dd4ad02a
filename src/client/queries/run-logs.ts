import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { listRunLogs } from '#contract/logs.ts'
import type { Client } from '../client.ts'

/** The step logs of a run as of one of its events; more follow while it runs. */
export function runLogsOptions(client: Client, project: string, run: string, sequence: number) {
  return queryOptions({
    queryKey: [project, 'run-logs', run, sequence],
    queryFn: ({ signal }) => client.ask(listRunLogs, { params: { project, run } }, { signal }),
    placeholderData: keepPreviousData,
  })
}
