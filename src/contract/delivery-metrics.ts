import { z } from 'zod'
import { deliveryMetricsSchema } from '#domain/metrics/delivery.ts'
import { endpoint } from './endpoint.ts'

export const readDeliveryMetrics = endpoint({
  name: 'readDeliveryMetrics',
  method: 'GET',
  path: '/apis/v1/projects/:project/delivery-metrics',
  access: 'project.read',
  summary: 'How often, how fast and how safely runs delivered to an environment, of all lines or of one',
  answer: 'json',
  query: z.object({
    environment: z.string(),
    line: z.string().optional(),
    days: z.coerce.number().int().min(1).max(365).default(30),
  }),
  response: deliveryMetricsSchema.extend({
    /** Runs that are not counted yet, while the index of runs is rebuilt. */
    left: z.number().int().optional(),
  }),
})
