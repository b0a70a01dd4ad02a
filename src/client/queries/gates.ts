import { queryOptions } from '@tanstack/react-query'
import { listGates } from '#contract/gates.ts'
import type { Client } from '../client.ts'

export function gatesOptions(client: Client, project: string) {
  return queryOptions({
    queryKey: [project, 'gates'],
    queryFn: ({ signal }) => client.ask(listGates, { params: { project }, query: {} }, { signal }),
  })
}
