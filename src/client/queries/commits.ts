import { queryOptions } from '@tanstack/react-query'
import { listCommits } from '#contract/commits.ts'
import type { Client } from '../client.ts'

export function commitsOptions(client: Client, project: string, repository: string) {
  return queryOptions({
    queryKey: [project, 'commits', repository],
    queryFn: ({ signal }) => client.ask(listCommits, { params: { project, repository }, query: {} }, { signal }),
  })
}
