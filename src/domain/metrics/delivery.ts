import { z } from 'zod'
import { median } from '#domain/run/usual-times.ts'

/** A run that came to an environment and has ended: it delivered there, or failed there. */
export interface Delivery {
  readonly line: string
  readonly startedAt: string
  readonly endedAt: string
  readonly succeeded: boolean
}

/** How deliveries to an environment went over some days. */
export const deliveryMetricsSchema = z.object({
  /** Deliveries that succeeded, and those that failed there. */
  succeeded: z.number().int(),
  failed: z.number().int(),
  perWeek: z.number(),
  /** Median milliseconds from the start of a run to its end, waiting for people included. */
  lead: z.number().optional(),
  /** Median milliseconds from a failure to the next success of the same line. */
  recovery: z.number().optional(),
})
export type DeliveryMetrics = z.infer<typeof deliveryMetricsSchema>

/** Frequency, lead time, failures and time to recover, of deliveries within so many days. */
export function deliveryMetrics(deliveries: readonly Delivery[], days: number): DeliveryMetrics {
  const good = deliveries.filter(({ succeeded }) => succeeded)
  const lead = median(good.map(({ startedAt, endedAt }) => Date.parse(endedAt) - Date.parse(startedAt)))
  const recovery = median(recoveries(deliveries))
  return {
    succeeded: good.length,
    failed: deliveries.length - good.length,
    perWeek: days <= 0 ? 0 : (good.length * 7) / days,
    ...(lead === undefined ? {} : { lead }),
    ...(recovery === undefined ? {} : { recovery }),
  }
}

/** From the first failure of a row to the success that ends it, line by line. */
function recoveries(deliveries: readonly Delivery[]): readonly number[] {
  const failedSince = new Map<string, number>()
  const inOrder = deliveries.toSorted((a, b) => Date.parse(a.endedAt) - Date.parse(b.endedAt))
  return inOrder.flatMap(({ line, endedAt, succeeded }) => {
    const at = Date.parse(endedAt)
    const since = failedSince.get(line)
    if (succeeded) failedSince.delete(line)
    else failedSince.set(line, since ?? at)
    return succeeded && since !== undefined ? [at - since] : []
  })
}
