import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { listApiTokens } from '#contract/api-tokens.ts'
import { searchAudit } from '#contract/audit.ts'
import { type DeliveryView, listDeliveries, listWebhooks } from '#contract/webhooks.ts'
import type { AuditFilter } from '#domain/access/audit.ts'
import type { Client } from '../client.ts'

export function tokensOptions(client: Client, project: string) {
  return queryOptions({
    queryKey: [project, 'tokens'],
    queryFn: ({ signal }) => client.ask(listApiTokens, { params: { project } }, { signal }),
  })
}

export function webhooksOptions(client: Client, project: string) {
  return queryOptions({
    queryKey: [project, 'webhooks'],
    queryFn: ({ signal }) => client.ask(listWebhooks, { params: { project } }, { signal }),
  })
}

function isUnderWay({ state, attempts }: DeliveryView): boolean {
  return state === 'pending' && attempts.length === 0
}

export function deliveriesOptions(client: Client, project: string, webhook: string) {
  return queryOptions({
    queryKey: [project, 'webhooks', webhook, 'deliveries'],
    queryFn: ({ signal }) => client.ask(listDeliveries, { params: { project, webhook } }, { signal }),
    // Polls faster while a person waits for the answer of a delivery.
    refetchInterval: ({ state }) => (state.data?.deliveries.some(isUnderWay) === true ? 500 : 5000),
  })
}

/** Pages of the audit log, newest first. */
export function auditOptions(client: Client, project: string, filter: AuditFilter) {
  return infiniteQueryOptions({
    queryKey: [project, 'audit', filter],
    queryFn: ({ signal, pageParam }) =>
      client.ask(
        searchAudit,
        { params: { project }, query: { ...filter, ...(pageParam === undefined ? {} : { before: pageParam }) } },
        { signal },
      ),
    initialPageParam: first(),
    getNextPageParam: (last) => last.next,
  })
}

function first(): number | undefined {
  return undefined
}
