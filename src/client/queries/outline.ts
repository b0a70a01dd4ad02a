import { queryOptions } from '@tanstack/react-query'
import { readOutline } from '#contract/outline.ts'
import type { Client } from '../client.ts'

/** The key stands below that of the whole world, so that what invalidates the one invalidates the other. */
export function outlineOptions(client: Client, project: string) {
  return queryOptions({
    queryKey: [project, 'world', 'outline'],
    queryFn: ({ signal }) => client.ask(readOutline, { params: { project } }, { signal }),
    staleTime: 30_000,
  })
}
