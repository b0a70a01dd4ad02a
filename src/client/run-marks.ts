import type { RunSummary } from '#contract/run-lists.ts'
import type { RunStateName } from '#domain/run/state-names.ts'

const marks = {
  running: 'running',
  queued: 'waiting',
  'needs-approval': 'needsApproval',
  failing: 'failing',
  cancelling: 'cancelling',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
  superseded: 'superseded',
} as const satisfies Record<RunStateName, string>

/** The name of a run's state among the marks of the design system. */
export function markOfRun(state: RunStateName): (typeof marks)[RunStateName] {
  return marks[state]
}

/** The last environment, in board order, that a run has reached. */
export function reachedBy(run: RunSummary): string | undefined {
  return run.reached.at(-1)
}
