import type { z } from 'zod'
import type { readDeliveryMetrics } from '#contract/delivery-metrics.ts'
import type { RunSummary } from '#contract/run-lists.ts'
import { daysLookedAt, deliveryMetrics, type Delivery } from '#domain/metrics/delivery.ts'
import { deliversTo } from '#domain/run/turns/turns.ts'
import type { Ports } from '../../ports.ts'
import type { RunLists } from '../runs/run-lists.ts'
import type { RunReader } from '../runs/run-reader.ts'

type Query = z.output<NonNullable<typeof readDeliveryMetrics.query>>

export interface DeliveryService {
  metrics(project: string, query: Query): Promise<z.output<typeof readDeliveryMetrics.response>>
}

const day = 86_400_000
/** At most this many of the newest runs are looked at. */
const looked = 5000

export function createDeliveryService(
  { runIndex, clock }: Pick<Ports, 'runIndex' | 'clock'>,
  reader: Pick<RunReader, 'read' | 'snapshot'>,
  runLists: Pick<RunLists, 'behind'>,
): DeliveryService {
  /**
   * The stages that deliver to an environment, as of the line's newest run. Stages that only build are not deliveries.
   */
  async function deliveringStages(
    project: string,
    { id }: RunSummary,
    environment: string,
  ): Promise<ReadonlySet<string>> {
    const run = await reader.read(project, id)
    if (run === undefined) return new Set()
    const snapshot = await reader.snapshot(run.snapshot)
    const names = snapshot.stages.map(({ stage }) => stage)
    return new Set(names.filter((stage) => deliversTo(snapshot, stage).includes(environment)))
  }

  return {
    async metrics(project, { environment, line, days }) {
      const left = await runLists.behind(project)
      const from = new Date(clock.now() - daysLookedAt(days) * day).toISOString()
      const runs = await runIndex.list(project, { environment, line, from }, { limit: looked })
      const delivering = new Map<string, ReadonlySet<string>>()
      for (const run of runs)
        if (!delivering.has(run.line)) delivering.set(run.line, await deliveringStages(project, run, environment))
      const deliveries = runs.flatMap((run) => deliveryOf(run, delivering.get(run.line) ?? new Set()) ?? [])
      return { ...deliveryMetrics(deliveries, days, clock.now()), ...(left === 0 ? {} : { left }) }
    },
  }
}

/** The delivery that a finished run made to an environment; undefined if it did not get there. */
function deliveryOf(
  { line, startedAt, endedAt, state, stages, commits = [] }: RunSummary,
  delivering: ReadonlySet<string>,
): Delivery | undefined {
  if (endedAt === undefined) return undefined
  const delivered = stages.filter(({ stage }) => delivering.has(stage))
  const hasFailed = delivered.some((stage) => stage.state === 'failed')
  const hasDelivered = state === 'succeeded' && delivered.some((stage) => stage.state === 'succeeded')
  return hasFailed || hasDelivered ? { line, startedAt, endedAt, succeeded: !hasFailed, commits } : undefined
}
