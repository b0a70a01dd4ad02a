import { queryOptions } from '@tanstack/react-query'
import { listFirings, listTriggers } from '#contract/triggers.ts'
import type { Client } from '../client.ts'

export function triggersOptions(client: Client, project: string) {
  return queryOptions({
    queryKey: [project, 'triggers'],
    queryFn: ({ signal }) => client.ask(listTriggers, { params: { project } }, { signal }),
    refetchInterval: 15_000,
  })
}

export function firingsOptions(client: Client, project: string, trigger: string) {
  return queryOptions({
    queryKey: [project, 'triggers', trigger, 'firings'],
    queryFn: ({ signal }) => client.ask(listFirings, { params: { project, trigger } }, { signal }),
    refetchInterval: 5000,
  })
}
