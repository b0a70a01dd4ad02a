import type { StepStatus, TaskRunStatus } from '#domain/tekton/run/status.ts'
import type { TaskLaunch } from '#domain/tekton/launch/task-launch.ts'
import type { Executor } from '../executors/executor.ts'
import { killMarked, signal, startTime } from '../executors/process-table.ts'
import { initialStatus } from './initial-status.ts'
import type { JournalRecord } from './journal.ts'

/** The message for a TaskRun whose supervisor ended before it. */
export function lostMessage(how: 'was stopped' | 'ended unexpectedly'): string {
  return `The supervisor ${how} while this task ran. Its steps were ended; whether they had taken effect is not known.`
}

/** The status of a lost TaskRun, as far as its journal tells. */
export function lostStatus(launch: TaskLaunch, records: readonly JournalRecord[], at: string): TaskRunStatus {
  const begun = records.find((record) => record.kind === 'launch')
  const exits = new Map(
    records.flatMap((record) => (record.kind === 'exit' ? [[record.status.name, record.status] as const] : [])),
  )
  const claims = new Map(
    records.flatMap((record) => (record.kind === 'claim' ? [[record.step, record.at] as const] : [])),
  )
  const initial = initialStatus(launch, begun?.kind === 'launch' ? begun.at : at)
  const steps = initial.steps.map(({ name }): StepStatus => {
    const claimedAt = claims.get(name)
    const lost: StepStatus = { name, state: 'terminated', reason: claimedAt === undefined ? 'Skipped' : 'Error' }
    return exits.get(name) ?? (claimedAt === undefined ? lost : { ...lost, startedAt: claimedAt, finishedAt: at })
  })
  return {
    ...initial,
    condition: { status: 'False', reason: 'Lost', message: lostMessage('ended unexpectedly') },
    steps,
    finishedAt: at,
  }
}

/** Ends what the last supervisor left running: process groups whose leader is still the same process, and everything with a marker. */
export function endLeftovers(records: readonly JournalRecord[], executor: Executor | undefined): void {
  for (const record of records) {
    if (record.kind === 'spawned' && record.startTime !== undefined && startTime(record.pid) === record.startTime)
      signal(-record.pid, 'SIGKILL')
    if (record.kind !== 'claim') continue
    killMarked(record.marker)
    executor?.endLeftover?.(record.marker)
  }
}
