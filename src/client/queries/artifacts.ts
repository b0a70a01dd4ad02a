import { queryOptions } from '@tanstack/react-query'
import { listArtifacts } from '#contract/artifacts.ts'
import type { Run } from '#domain/run/state.ts'
import type { Client } from '../client.ts'

/** The artifacts of a run; they go stale quickly until the attempt has ended, since steps still write them. */
export function artifactsOptions(client: Client, project: string, { id, attempt, endedAt }: Run) {
  return queryOptions({
    queryKey: [project, 'artifacts', id, attempt, endedAt],
    queryFn: ({ signal }) => client.ask(listArtifacts, { params: { project, run: id } }, { signal }),
    staleTime: endedAt === undefined ? 5000 : 60_000,
  })
}
