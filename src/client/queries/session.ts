import { queryOptions } from '@tanstack/react-query'
import { readMe } from '#contract/session.ts'
import type { Client } from '../client.ts'

export const meKey = ['me']

export function meOptions(client: Client) {
  return queryOptions({
    queryKey: meKey,
    queryFn: ({ signal }) => client.ask(readMe, {}, { signal }),
    staleTime: 60_000,
  })
}
