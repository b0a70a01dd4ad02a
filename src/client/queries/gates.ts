import { queryOptions } from '@tanstack/react-query'
import { listGates, readGate } from '#contract/gates.ts'
import type { Client } from '../client.ts'

export function gatesOptions(client: Client, project: string) {
  return queryOptions({
    queryKey: [project, 'gates'],
    queryFn: ({ signal }) => client.ask(listGates, { params: { project }, query: {} }, { signal }),
  })
}

export function gateOptions(client: Client, project: string, run: string, gate: string) {
  return queryOptions({
    queryKey: [project, 'gate', run, gate],
    queryFn: ({ signal }) => client.ask(readGate, { params: { project, run, gate } }, { signal }),
  })
}
