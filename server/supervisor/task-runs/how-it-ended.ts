import { saidBy } from '#domain/said-by.ts'
import { printDuration } from '#domain/tekton/duration.ts'
import type { TaskLaunch } from '#domain/tekton/launch/task-launch.ts'
import type { Condition, StepStatus } from '#domain/tekton/run/status.ts'
import { lostMessage } from './lost.ts'
import type { StepOutcome } from './run-step.ts'

/** Why a whole TaskRun is stopped. */
export type StopCause = 'cancelled' | 'timed-out' | 'shut-down'

export function failed(message: string, reason = 'Failed'): Condition {
  return { status: 'False', reason, message }
}

/** Describes how a step ended, in Tekton's words. */
export function stepStatus(
  name: string,
  startedAt: string,
  outcome: StepOutcome,
  goesOn: boolean,
  cause: StopCause | undefined,
): StepStatus {
  const { exit, timedOut, outOfMemory } = outcome
  const exitCode = exit.kind === 'exited' ? exit.code : 127
  const base = { name, state: 'terminated' as const, exitCode, startedAt, finishedAt: new Date().toISOString() }
  if (timedOut || cause === 'timed-out') return { ...base, reason: 'TimeoutExceeded' }
  if (cause === 'cancelled') return { ...base, reason: 'Cancelled' }
  if (cause === 'shut-down') return { ...base, reason: 'Error' }
  if (exitCode === 0) return { ...base, reason: 'Completed' }
  if (goesOn) return { ...base, reason: 'Continued' }
  return { ...base, reason: outOfMemory ? 'OOMKilled' : 'Error' }
}

/** Why the remaining steps do not run; undefined if they do. */
export function stepFailure(
  name: string,
  timeout: string | undefined,
  outcome: StepOutcome,
  status: StepStatus,
): Condition | undefined {
  const { exit, timedOut, logFailure } = outcome
  if (timedOut)
    return failed(`"step-${name}" exited because the step exceeded the specified timeout limit of ${timeout ?? ''}`)
  if (exit.kind === 'not-started') return failed(`"step-${name}" could not be started: ${exit.reason}`)
  // A full log may lack the step's last words: then the disk is the reason, or nobody can tell.
  if (status.reason === 'OOMKilled' || (status.reason === 'Error' && logFailure === undefined))
    return failed(`"step-${name}" exited with code ${exit.code}`)
  if (logFailure === undefined) return undefined
  const { since, reason } = logFailure
  const message = `"step-${name}" exited with code ${exit.code}, but its log is not complete. Output since ${since} is missing in the log: ${reason}. Free space for the data directory and run it again.`
  return failed(message, 'LogWriteFailed')
}

/** How the whole TaskRun ended: a stop explains more than the failures that it causes. */
export function endCondition(
  launch: TaskLaunch,
  cause: StopCause | undefined,
  failure: Condition | undefined,
): Condition {
  switch (cause) {
    case 'cancelled':
      return failed(`TaskRun "${launch.name}" was cancelled`, 'TaskRunCancelled')
    case 'timed-out':
      return failed(
        `TaskRun "${launch.name}" failed to finish within "${printDuration(launch.timeoutMs ?? 0)}"`,
        'TaskRunTimeout',
      )
    case 'shut-down':
      return failed(lostMessage('was stopped'), 'Lost')
    case undefined:
      return failure ?? { status: 'True', reason: 'Succeeded', message: 'All Steps have completed executing' }
  }
}

/** The condition for a failure of the supervisor itself, most often because the disk is full. */
export function unexpected(error: unknown): Condition {
  const message = saidBy(error)
  const full = error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
  const fix = full ? ' Free space for the data directory and run it again; no further step was started.' : ''
  return failed(`${message}.${fix}`, full ? 'StateWriteFailed' : 'Failed')
}
