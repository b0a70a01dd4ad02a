import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { readDeliveryMetrics } from '#contract/delivery-metrics.ts'
import type { Client } from '../client.ts'

type DeliveryQuery = z.input<NonNullable<typeof readDeliveryMetrics.query>>

const minute = 60_000

/** How deliveries to an environment went; what people read once a day need not be asked at every event. */
export function deliveryMetricsOptions(client: Client, project: string, query: DeliveryQuery) {
  return queryOptions({
    queryKey: [project, 'delivery-metrics', query],
    queryFn: ({ signal }) => client.ask(readDeliveryMetrics, { params: { project }, query }, { signal }),
    staleTime: minute,
    // What is not counted yet comes by itself.
    refetchInterval: ({ state }) => ((state.data?.left ?? 0) > 0 ? 5000 : false),
    placeholderData: keepPreviousData,
  })
}
