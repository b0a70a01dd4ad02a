import { queryOptions } from '@tanstack/react-query'
import { readGate } from '#contract/gate-evidence.ts'
import type { Client } from '../client.ts'

export function gateOptions(client: Client, project: string, run: string, gate: string) {
  return queryOptions({
    queryKey: [project, 'gate', run, gate],
    queryFn: ({ signal }) => client.ask(readGate, { params: { project, run, gate } }, { signal }),
  })
}
