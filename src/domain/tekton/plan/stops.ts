import type { CancelRequest } from './facts.ts'
import { toTime, type Facts } from './facts.ts'

/** Why no new task of the graph starts although none has failed; `at` is milliseconds since 1970. */
export interface Stop {
  readonly kind: 'cancelled' | 'stopped' | 'tasks-timeout'
  readonly at: number
}

/** Why everything ends at once, without `finally`. */
export interface HardStop {
  readonly kind: 'cancelled' | 'pipeline-timeout'
  readonly at: number
}

/** What stops a run from outside: a hard stop, and softer ones, the earliest first. */
export interface Stops {
  readonly hard: HardStop | undefined
  readonly soft: readonly Stop[]
}

export const noStops: Stops = { hard: undefined, soft: [] }

/** Every stop that has been asked for or has become due by now. */
export function stopsDue(facts: Facts, cancels: readonly CancelRequest[]): Stops {
  const { now, startedAt, timeouts } = facts
  const hard: HardStop[] = []
  const soft: Stop[] = []
  for (const { mode, at } of cancelsOf(facts, cancels)) {
    const time = toTime(at, now)
    if (mode === 'Cancelled') hard.push({ kind: 'cancelled', at: time })
    else soft.push({ kind: mode === 'CancelledRunFinally' ? 'cancelled' : 'stopped', at: time })
  }
  if (timeouts.pipeline !== undefined) hard.push({ kind: 'pipeline-timeout', at: startedAt + timeouts.pipeline })
  if (timeouts.tasks !== undefined) soft.push({ kind: 'tasks-timeout', at: startedAt + timeouts.tasks })
  const earliestFirst = <T extends { at: number }>(stops: T[]): T[] =>
    stops.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at)
  return { hard: earliestFirst(hard)[0], soft: earliestFirst(soft) }
}

/** Leaves out the stops that came when there was nothing left to stop: at or after a time, in milliseconds. */
export function stopsBefore({ hard, soft }: Stops, end: number | undefined): Stops {
  const matters = (stop: { readonly at: number }): boolean => end === undefined || stop.at < end
  return { hard: hard !== undefined && matters(hard) ? hard : undefined, soft: soft.filter(matters) }
}

/** Since when running tasks of the graph are being cancelled, or undefined if they may finish. */
export function tasksCancelledAt({ hard, soft }: Stops): number | undefined {
  const times = [hard, soft.find(({ kind }) => kind !== 'stopped')].flatMap((stop) =>
    stop === undefined ? [] : [stop.at],
  )
  return times.length === 0 ? undefined : Math.min(...times)
}

/** Requests from outside, and `spec.status` with which a run may have been created. */
function cancelsOf({ run, startedAt }: Facts, cancels: readonly CancelRequest[]): readonly CancelRequest[] {
  const { status } = run.spec
  return status === undefined || status === 'PipelineRunPending'
    ? cancels
    : [{ mode: status, at: new Date(startedAt).toISOString() }, ...cancels]
}
