import { queryOptions } from '@tanstack/react-query'
import { readOutline } from '#contract/outline.ts'
import type { Client } from '../client.ts'

export function outlineOptions(client: Client, project: string) {
  return queryOptions({
    queryKey: [project, 'outline'],
    queryFn: ({ signal }) => client.ask(readOutline, { params: { project } }, { signal }),
    // A server that has just started has not described its adapters yet.
    refetchInterval: ({ state }) => (state.data?.adapters.length === 0 ? 2000 : false),
  })
}
