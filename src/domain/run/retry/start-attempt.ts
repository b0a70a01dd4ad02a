import type { RunEvent } from '../events.ts'
import type { GateRun } from '../gate-run.ts'
import type { Run, StageRun } from '../state.ts'

type AttemptStarted = Extract<RunEvent, { kind: 'attempt-started' }>

/**
 * Starts an attempt: stages that are not carried become pending again. A retry's data from earlier attempts (frozen values, statuses of finished
 * tasks) stays with its stage; decisions that no longer count are kept as voided.
 */
export function startAttempt(
  run: Run,
  { attempt, at, by, carried, carriedGates, restarted = [] }: AttemptStarted,
): Run {
  const { cancel: _cancel, endedAt: _endedAt, supersededBy: _supersededBy, ...others } = run
  const { queues: _queues, queued: _queued, ...rest } = others
  return {
    ...rest,
    attempt,
    attempts: [...run.attempts, { attempt, startedAt: at, by, message: '', digests: {} }],
    results: [],
    stages: mapValues(run.stages, (stage) => (carried.includes(stage.stage) ? stage : pendingAgain(stage, restarted))),
    gates: mapValues(run.gates, (gate) => (carriedGates.includes(gate.gate) ? gate : pendingGate(gate))),
  }
}

function pendingAgain(
  { readyAt: _readyAt, startedAt: _startedAt, endedAt: _endedAt, endedBy: _endedBy, ...stage }: StageRun,
  restarted: readonly string[],
): StageRun {
  const taskRuns = restarted.includes(stage.stage) ? [] : stage.taskRuns
  return { ...stage, state: 'pending', reason: '', message: '', results: [], skippedTasks: [], taskRuns }
}

function pendingGate({ gate, decisions, voided, comments, task, rule }: GateRun): GateRun {
  const kept = {
    ...(comments === undefined ? {} : { comments }),
    // Only these say what a task asks.
    ...(task === undefined ? {} : { task, rule }),
  }
  return { gate, state: 'pending', decisions: [], voided: [...voided, ...decisions], ...kept }
}

function mapValues<T>(record: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}
