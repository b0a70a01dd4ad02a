import { queryOptions } from '@tanstack/react-query'
import { readProject } from '#contract/projects.ts'
import type { Client } from '../client.ts'

export function projectOptions(client: Client, project: string) {
  return queryOptions({
    queryKey: [project, 'project'],
    queryFn: ({ signal }) => client.ask(readProject, { params: { project } }, { signal }),
    staleTime: 60_000,
  })
}
