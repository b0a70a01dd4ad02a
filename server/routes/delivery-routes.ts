import { readDeliveryMetrics } from '#contract/delivery-metrics.ts'
import { ok } from '#domain/result.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import type { Services } from '../services/services.ts'

export function deliveryRoutes(_ports: Ports, { deliveries }: Services): readonly Route[] {
  return [route(readDeliveryMetrics, async ({ params, query }) => ok(await deliveries.metrics(params.project, query)))]
}
