import { queryOptions } from '@tanstack/react-query'
import { readWorld } from '#contract/world.ts'
import type { Client } from '../client.ts'

export function worldOptions(client: Client, project: string) {
  return queryOptions({
    queryKey: [project, 'world'],
    queryFn: ({ signal }) => client.ask(readWorld, { params: { project } }, { signal }),
    staleTime: 30_000,
  })
}
