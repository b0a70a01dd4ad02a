import { queryOptions } from '@tanstack/react-query'
import { listQueues } from '#contract/queues.ts'
import type { Client } from '../client.ts'

/** Queues in which runs wait for their turn. */
export function queuesOptions(client: Client, project: string) {
  return queryOptions({
    queryKey: [project, 'queues'],
    queryFn: ({ signal }) => client.ask(listQueues, { params: { project } }, { signal }),
  })
}
