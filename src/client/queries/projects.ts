import { queryOptions } from '@tanstack/react-query'
import { listCommits, readProject } from '#contract/projects.ts'
import type { Client } from '../client.ts'

export function projectOptions(client: Client, project: string) {
  return queryOptions({
    queryKey: [project, 'project'],
    queryFn: ({ signal }) => client.ask(readProject, { params: { project } }, { signal }),
    staleTime: 60_000,
  })
}

export function commitsOptions(client: Client, project: string, repository: string, revision?: string) {
  return queryOptions({
    queryKey: [project, 'commits', repository, revision ?? ''],
    queryFn: ({ signal }) =>
      client.ask(
        listCommits,
        { params: { project, repository }, query: revision === undefined ? {} : { revision } },
        { signal },
      ),
  })
}
