import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { readDeliveryMetrics } from '#contract/delivery-metrics.ts'
import type { Client } from '../client.ts'

type DeliveryQuery = z.input<NonNullable<typeof readDeliveryMetrics.query>>

const minute = 60_000

/** Delivery metrics of an environment. Read about once a day, so not refetched with every event. */
export function deliveryMetricsOptions(client: Client, project: string, query: DeliveryQuery) {
  return queryOptions({
    queryKey: [project, 'delivery-metrics', query],
    queryFn: ({ signal }) => client.ask(readDeliveryMetrics, { params: { project }, query }, { signal }),
    staleTime: minute,
    // Polls until every run is counted.
    refetchInterval: ({ state }) => ((state.data?.left ?? 0) > 0 ? 5000 : false),
    placeholderData: keepPreviousData,
  })
}
