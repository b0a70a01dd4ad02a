import { isApprovalTask } from '#domain/tekton/custom-task.ts'
import type { RunStateName } from './state-names.ts'
import type { Run, StageRun } from './state.ts'

/** The one word for a run: its outcome when its attempt has ended, else what matters most about it now. */
export function stateOf(run: Run): RunStateName {
  const attempt = run.attempts.find((one) => one.attempt === run.attempt)
  if (attempt?.endedAt !== undefined) {
    if (attempt.outcome === 'cancelled') return run.supersededBy === undefined ? 'cancelled' : 'superseded'
    return attempt.outcome === 'succeeded' ? 'succeeded' : 'failed'
  }
  if (run.cancel !== undefined) return 'cancelling'
  const stages = Object.values(run.stages)
  if (Object.values(run.gates).some(({ state }) => state === 'waiting') || stages.some(waitsForPerson))
    return 'needs-approval'
  if (stages.some(({ state }) => state === 'failed')) return 'failing'
  const isQueued = (run.queues ?? []).length > 0 && stages.every(({ state }) => state !== 'running')
  return isQueued ? 'queued' : 'running'
}

/** Whether an approval task of the stage waits for a person's answer. */
export function waitsForPerson({ state, taskRuns, pipelineRun }: StageRun): boolean {
  if (state !== 'running' || pipelineRun === undefined) return false
  const { tasks, finally: finals = [] } = pipelineRun.spec.pipelineSpec
  const approvals = [...tasks, ...finals].filter(isApprovalTask).map(({ name }) => name)
  return taskRuns.some(
    ({ pipelineTask, condition }) => condition.status === 'Unknown' && approvals.includes(pipelineTask),
  )
}

/** Whether the current attempt has ended. */
export function hasEnded(run: Run): boolean {
  return run.attempts.find((one) => one.attempt === run.attempt)?.endedAt !== undefined
}
