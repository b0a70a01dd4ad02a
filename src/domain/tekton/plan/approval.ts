import { readApprovalAsk } from '../approval-ask.ts'
import type { Condition, TaskRunStatus } from '../run/status.ts'
import type { PipelineTask } from '../task.ts'
import type { Lookup } from '../values/substitute.ts'
import { taskRunNameIn } from '../run/task-run-rules.ts'
import { approvalTimeoutOf } from '../run/timeouts.ts'
import { toIso, toTime, type Facts } from './facts.ts'
import { failedState, type TaskState } from './task-state.ts'

/**
 * State of an approval task that has waited since a given time: answered, timed out (counts as rejected), cancelled, or still waiting. It is never
 * retried: a person's no is not a passing failure.
 */
export function approvalState(
  task: PipelineTask,
  { since, cancelledAt }: { readonly since: number; readonly cancelledAt: number | undefined },
  lookup: Lookup,
  facts: Facts,
): TaskState {
  const timeout = approvalTimeoutOf(task)
  const deadline = timeout === undefined ? Infinity : since + timeout
  const end = Math.min(deadline, Math.max(cancelledAt ?? Infinity, since))
  const answer = facts.answerOf(task)
  const answeredAt = answer === undefined ? Infinity : Math.max(toTime(answer.at, since), since)
  const asks = readApprovalAsk(task.params, lookup)
  const open: TaskRunStatus = {
    name: taskRunNameIn(facts.run, task.name),
    pipelineTask: task.name,
    condition: { status: 'Unknown', reason: 'Running', message: 'Waiting for approval' },
    retry: 0,
    startedAt: toIso(since),
    steps: [],
    results: [],
    ...(typeof asks === 'string' ? {} : { asks }),
  }
  const closed = (at: number, condition: Condition): TaskRunStatus => ({ ...open, condition, finishedAt: toIso(at) })

  if (typeof asks === 'string')
    return failedState(task, closed(since, { status: 'False', reason: 'Failed', message: asks }), since, since)
  if (answer !== undefined && answeredAt <= end) {
    const { message } = answer
    if (!answer.approved)
      return failedState(task, closed(answeredAt, { status: 'False', reason: 'Failed', message }), since, answeredAt)
    const status = {
      ...closed(answeredAt, { status: 'True', reason: 'Succeeded', message }),
      results: [...answer.results],
    }
    return { kind: 'succeeded', status, since, doneAt: answeredAt }
  }
  if (facts.now < end) return { kind: 'running', status: open, since, ...(deadline === Infinity ? {} : { deadline }) }
  if (end === deadline) {
    const message = `Nobody answered within ${task.timeout ?? ''}`
    return failedState(task, closed(end, { status: 'False', reason: 'CustomRunTimedOut', message }), since, end)
  }
  return {
    kind: 'cancelled',
    status: closed(end, { status: 'False', reason: 'CustomRunCancelled' }),
    since,
    doneAt: end,
  }
}
