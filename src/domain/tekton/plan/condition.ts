import { printDuration } from '../duration.ts'
import type { Condition } from '../run/status.ts'
import type { Facts } from './facts.ts'
import type { Stops } from './stops.ts'
import { isStopping, type TaskStates } from './task-state.ts'

/** The parts of a run that determine its condition. */
export interface Progress {
  readonly graph: TaskStates
  readonly last: TaskStates
  /** When everything was done, in milliseconds; undefined while it runs. */
  readonly endedAt: number | undefined
  /** When the graph was done and finally tasks could start. */
  readonly graphDoneAt: number | undefined
  readonly stops: Stops
  readonly finallyTimedOut: boolean
}

/** The run's condition while it runs: Tekton's reason, and how far it has come. */
export function runningCondition({ graph, last, stops }: Progress): Condition {
  const counts = count([graph, last])
  const running = {
    status: 'Unknown',
    message: `${sentence(counts)}, Incomplete: ${counts.incomplete}, Skipped: ${counts.skipped}`,
  } as const
  const finallyDone = [...last.values()].every((state) => 'doneAt' in state)
  if (stops.hard !== undefined)
    return { ...running, reason: stops.hard.kind === 'cancelled' ? 'Cancelled' : 'PipelineRunStopping' }
  const asked = stops.soft.find(({ kind }) => kind !== 'tasks-timeout')
  if (asked !== undefined)
    return { ...running, reason: asked.kind === 'cancelled' ? 'CancelledRunningFinally' : 'StoppedRunningFinally' }
  const stopping = counts.cancelled > 0 || ([...graph.values()].some(isStopping) && finallyDone)
  return { ...running, reason: stopping ? 'PipelineRunStopping' : 'Running' }
}

/** The condition of an ended run, in Tekton's order: what stopped it, what failed, what was skipped. */
export function finalCondition({ graph, last, stops, finallyTimedOut }: Progress, { run, timeouts }: Facts): Condition {
  const { name } = run.metadata
  const failed = (reason: string, message: string): Condition => ({ status: 'False', reason, message })
  if (stops.hard?.kind === 'cancelled') return failed('Cancelled', `PipelineRun "${name}" was cancelled`)
  if (stops.hard !== undefined) {
    return failed(
      'PipelineRunTimeout',
      `PipelineRun "${name}" failed to finish within "${printDuration(timeouts.pipeline ?? 0)}"`,
    )
  }
  const counts = count([graph, last])
  const message = `${sentence(counts)}, Skipped: ${counts.skipped}`
  const invalid = [...graph.values(), ...last.values()].find(({ kind }) => kind === 'invalid')
  if (stops.soft[0]?.kind === 'tasks-timeout') {
    return failed(
      'PipelineRunTimeout',
      `PipelineRun "${name}" failed due to tasks failed to finish within "${printDuration(timeouts.tasks ?? 0)}"`,
    )
  }
  if (invalid?.kind === 'invalid') return failed(invalid.reason, invalid.message)
  if (counts.failed > 0 || finallyTimedOut) return failed('Failed', message)
  if (stops.soft.length > 0) return failed('Cancelled', `PipelineRun "${name}" was cancelled`)
  if (counts.cancelled > 0) return failed('Cancelled', message)
  return { status: 'True', reason: counts.skipped > 0 ? 'Completed' : 'Succeeded', message }
}

interface Counts {
  readonly succeeded: number
  readonly failed: number
  readonly ignored: number
  readonly cancelled: number
  readonly skipped: number
  readonly incomplete: number
}

function count(parts: readonly TaskStates[]): Counts {
  const states = parts.flatMap((part) => [...part.values()])
  const amount = (holds: (state: (typeof states)[number]) => boolean): number => states.filter(holds).length
  return {
    succeeded: amount(({ kind }) => kind === 'succeeded'),
    failed: amount((state) => state.kind === 'invalid' || (state.kind === 'failed' && !state.ignored)),
    ignored: amount((state) => state.kind === 'failed' && state.ignored),
    cancelled: amount(({ kind }) => kind === 'cancelled'),
    skipped: amount(({ kind }) => kind === 'skipped'),
    incomplete: amount((state) => !('doneAt' in state)),
  }
}

function sentence({ succeeded, failed, ignored, cancelled }: Counts): string {
  const completed = succeeded + failed + ignored + cancelled
  const details = ignored > 0 ? `Failed: ${failed + ignored} (Ignored: ${ignored})` : `Failed: ${failed}`
  return `Tasks Completed: ${completed} (${details}, Cancelled ${cancelled})`
}
