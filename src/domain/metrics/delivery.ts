import { z } from 'zod'
import { median } from '#domain/run/times/usual-times.ts'

/** An ended run that reached an environment: it delivered there, or failed there. */
export interface Delivery {
  readonly line: string
  readonly startedAt: string
  readonly endedAt: string
  readonly succeeded: boolean
  /** The delivered commits, each with its time if known. */
  readonly commits: readonly { readonly commit: string; readonly at?: string | undefined }[]
}

const periodSchema = z.object({
  /** Deliveries that succeeded, and deliveries that failed. */
  succeeded: z.number().int(),
  failed: z.number().int(),
  /** Median milliseconds from start to end of a run, including waits for people. */
  lead: z.number().optional(),
  /** Median milliseconds from a commit to the end of the run that first delivered it. */
  fromCommit: z.number().optional(),
  /** Median milliseconds from a failure to the next success of the same line. */
  recovery: z.number().optional(),
})
type Period = z.infer<typeof periodSchema>

/** Metrics of deliveries to an environment over a number of days. */
export const deliveryMetricsSchema = periodSchema.extend({
  perWeek: z.number(),
  /** The same number of days before that. */
  before: periodSchema,
  /** The last weeks, oldest first; the last one ends now. */
  weeks: z.array(periodSchema.pick({ succeeded: true, failed: true, fromCommit: true }).extend({ from: z.string() })),
})
export type DeliveryMetrics = z.infer<typeof deliveryMetricsSchema>

const day = 86_400_000
const weeksShown = 8

/** For how many days back the deliveries must be known. */
export function daysLookedAt(days: number): number {
  return Math.max(2 * days, 7 * weeksShown)
}

/**
 * Computes frequency, lead time, failures and recovery time for the deliveries that started in the last `days` days before `now`, for the same number
 * of days before, and by week.
 */
export function deliveryMetrics(deliveries: readonly Delivery[], days: number, now: number): DeliveryMetrics {
  const changes = changesOf(deliveries)
  const from = now - days * day
  const recent = periodOf(deliveries, changes, ({ startedAt }) => Date.parse(startedAt) >= from)
  return {
    ...recent,
    perWeek: days <= 0 ? 0 : (recent.succeeded * 7) / days,
    before: periodOf(
      deliveries,
      changes,
      ({ startedAt }) => Date.parse(startedAt) >= from - days * day && Date.parse(startedAt) < from,
    ),
    weeks: Array.from({ length: weeksShown }, (_, index) =>
      weekOf(deliveries, changes, now - 7 * day * (weeksShown - index)),
    ),
  }
}

function periodOf(
  deliveries: readonly Delivery[],
  changes: readonly Change[],
  isIn: (delivery: Delivery) => boolean,
): Period {
  const own = deliveries.filter(isIn)
  const good = own.filter(({ succeeded }) => succeeded)
  const lead = median(good.map(({ startedAt, endedAt }) => Date.parse(endedAt) - Date.parse(startedAt)))
  const recovery = median(recoveries(own))
  return {
    ...countsOf(deliveries, changes, isIn),
    ...(lead === undefined ? {} : { lead }),
    ...(recovery === undefined ? {} : { recovery }),
  }
}

function countsOf(
  deliveries: readonly Delivery[],
  changes: readonly Change[],
  isIn: (delivery: Delivery) => boolean,
): Pick<Period, 'succeeded' | 'failed' | 'fromCommit'> {
  const own = deliveries.filter(isIn)
  const succeeded = own.filter((delivery) => delivery.succeeded).length
  const fromCommit = median(changes.filter(({ delivery }) => isIn(delivery)).map(({ took }) => took))
  return { succeeded, failed: own.length - succeeded, ...(fromCommit === undefined ? {} : { fromCommit }) }
}

interface Change {
  readonly delivery: Delivery
  /** Milliseconds from the commit. */
  readonly took: number
}

/** Each commit with its first delivery: delivering it again, as in a roll back, is no new change. */
function changesOf(deliveries: readonly Delivery[]): readonly Change[] {
  const seen = new Set<string>()
  return inOrder(deliveries.filter(({ succeeded }) => succeeded)).flatMap((delivery) =>
    delivery.commits.flatMap(({ commit, at }) => {
      if (at === undefined || seen.has(commit)) return []
      seen.add(commit)
      return [{ delivery, took: Math.max(0, Date.parse(delivery.endedAt) - Date.parse(at)) }]
    }),
  )
}

/** The seven days after `from`. */
function weekOf(
  deliveries: readonly Delivery[],
  changes: readonly Change[],
  from: number,
): DeliveryMetrics['weeks'][number] {
  const isIn = ({ endedAt }: Delivery): boolean => Date.parse(endedAt) > from && Date.parse(endedAt) <= from + 7 * day
  return { from: new Date(from).toISOString(), ...countsOf(deliveries, changes, isIn) }
}

function inOrder(deliveries: readonly Delivery[]): readonly Delivery[] {
  return deliveries.toSorted((a, b) => Date.parse(a.endedAt) - Date.parse(b.endedAt))
}

/** Milliseconds from the first of consecutive failures to the next success, per line. */
function recoveries(deliveries: readonly Delivery[]): readonly number[] {
  const failedSince = new Map<string, number>()
  return inOrder(deliveries).flatMap(({ line, endedAt, succeeded }) => {
    const at = Date.parse(endedAt)
    const since = failedSince.get(line)
    if (succeeded) failedSince.delete(line)
    else failedSince.set(line, since ?? at)
    return succeeded && since !== undefined ? [at - since] : []
  })
}
