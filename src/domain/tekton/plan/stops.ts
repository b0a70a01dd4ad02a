import { toTime, type CancelRequest, type Facts } from './facts.ts'

/** Why no further graph task starts although none failed; `at` is milliseconds since 1970. */
export interface Stop {
  readonly kind: 'cancelled' | 'stopped' | 'tasks-timeout'
  readonly at: number
}

/** Why everything ends at once, without `finally`. */
export interface HardStop {
  readonly kind: 'cancelled' | 'pipeline-timeout'
  readonly at: number
}

/** What stops a run from outside: a hard stop, and softer ones, earliest first. */
export interface Stops {
  readonly hard: HardStop | undefined
  readonly soft: readonly Stop[]
}

export const noStops: Stops = { hard: undefined, soft: [] }

/** A stop of either kind that is due. */
export type DueStop = { readonly hard: HardStop } | { readonly soft: Stop }

/** All stops that were requested or are due by now, by time. */
export function stopsDue(facts: Facts, cancels: readonly CancelRequest[]): readonly DueStop[] {
  const { now, startedAt, timeouts } = facts
  const due = cancelsOf(facts, cancels).map(({ mode, at }): DueStop => {
    const time = toTime(at, now)
    if (mode === 'Cancelled') return { hard: { kind: 'cancelled', at: time } }
    return { soft: { kind: mode === 'CancelledRunFinally' ? 'cancelled' : 'stopped', at: time } }
  })
  if (timeouts.pipeline !== undefined)
    due.push({ hard: { kind: 'pipeline-timeout', at: startedAt + timeouts.pipeline } })
  if (timeouts.tasks !== undefined) due.push({ soft: { kind: 'tasks-timeout', at: startedAt + timeouts.tasks } })
  return due.filter((stop) => timeOf(stop) <= now).sort((a, b) => timeOf(a) - timeOf(b))
}

/** When a stop came, in milliseconds since 1970. */
export function timeOf(stop: DueStop): number {
  return 'hard' in stop ? stop.hard.at : stop.soft.at
}

/** Stops with a later one added; only the first hard one counts. */
export function withStop(stops: Stops, added: DueStop): Stops {
  return 'hard' in added
    ? { ...stops, hard: stops.hard ?? added.hard }
    : { ...stops, soft: [...stops.soft, added.soft] }
}

/** The time of the last stop, in milliseconds; 0 without any. */
export function lastStopAt({ hard, soft }: Stops): number {
  return Math.max(0, hard?.at ?? 0, ...soft.map(({ at }) => at))
}

/** When cancelling the running graph tasks began; undefined if they may finish. */
export function tasksCancelledAt({ hard, soft }: Stops): number | undefined {
  const times = [hard, soft.find(({ kind }) => kind !== 'stopped')].flatMap((stop) =>
    stop === undefined ? [] : [stop.at],
  )
  return times.length === 0 ? undefined : Math.min(...times)
}

/** Tekton's message for a task that ends because its run timed out. */
export const runTimedOut = 'TaskRun cancelled as the PipelineRun it belongs to has timed out.'

/** Why running tasks are cancelled, in Tekton's words; undefined if they are not. */
export function cancelReason({ hard, soft }: Stops): string | undefined {
  const kinds = [...soft, ...(hard === undefined ? [] : [hard])]
    .filter(({ kind }) => kind !== 'stopped')
    .toSorted((a, b) => a.at - b.at)
  if (kinds[0] === undefined) return undefined
  return kinds[0].kind === 'cancelled'
    ? 'TaskRun cancelled as the PipelineRun it belongs to was cancelled.'
    : runTimedOut
}

/** Requests from outside, and the `spec.status` that a run may be created with. */
function cancelsOf({ run, startedAt }: Facts, cancels: readonly CancelRequest[]): readonly CancelRequest[] {
  const { status } = run.spec
  return status === undefined || status === 'PipelineRunPending'
    ? cancels
    : [{ mode: status, at: new Date(startedAt).toISOString() }, ...cancels]
}
