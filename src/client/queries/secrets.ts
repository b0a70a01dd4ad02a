import { queryOptions } from '@tanstack/react-query'
import { listSecrets } from '#contract/secrets.ts'
import type { Client } from '../client.ts'

export function secretsOptions(client: Client, project: string) {
  return queryOptions({
    queryKey: [project, 'secrets'],
    queryFn: ({ signal }) => client.ask(listSecrets, { params: { project } }, { signal }),
  })
}
