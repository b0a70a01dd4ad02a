import { approvalsOf } from '#domain/gates/voting.ts'
import type { Gate } from '#domain/line/gate.ts'
import { isApprovalTask } from '#domain/tekton/custom-task.ts'
import type { PipelineRun } from '#domain/tekton/pipeline.ts'
import type { GateRun } from './gate-run.ts'
import type { RunStateName } from './state-names.ts'
import type { Run, StageRun } from './state.ts'

/** The one word for a run: its outcome when its attempt has ended, else what matters most about it now. `stages` are all of the run's. */
export function stateOf(run: Run, stages: readonly StageRun[] = Object.values(run.stages)): RunStateName {
  const attempt = run.attempts.find((one) => one.attempt === run.attempt)
  if (attempt?.endedAt !== undefined) {
    if (attempt.outcome === 'cancelled') return run.supersededBy === undefined ? 'cancelled' : 'superseded'
    return attempt.outcome === 'succeeded' ? 'succeeded' : 'failed'
  }
  if (run.cancel !== undefined) return 'cancelling'
  const gates = Object.values(run.gates)
  if (gates.some((gate) => asksSomebody(gate)) || stages.some(waitsForPerson)) return 'needs-approval'
  if (stages.some(({ state }) => state === 'failed')) return 'failing'
  const isHeld = (run.queues ?? []).length > 0 || gates.some(({ state }) => state === 'waiting')
  return isHeld && stages.every(({ state }) => state !== 'running') ? 'queued' : 'running'
}

/**
 * Whether a gate waits for people, and not only for a calendar or an hour that they have chosen. `own` is the rule of a gate of the line; those
 * that an environment demands bring theirs.
 */
export function asksSomebody(
  gate: Pick<GateRun, 'state' | 'rule' | 'decisions' | 'required'>,
  own?: Pick<Gate, 'requiredApprovals'>,
): boolean {
  const { state, rule, decisions } = gate
  const required = (rule ?? own)?.requiredApprovals ?? gate.required
  return state === 'waiting' && (required === undefined || approvalsOf(decisions) < required)
}

/** What a further attempt of a run begins with: what has failed, the gate that has stopped it, or what a run that was cancelled did not come to. */
export function retriedFirst(run: Run): 'failed' | 'gate' | 'rest' {
  const state = stateOf(run)
  if (Object.values(run.stages).some((stage) => stage.state === 'failed')) return 'failed'
  if (state === 'cancelled' || state === 'superseded') return 'rest'
  const isStopped = Object.values(run.gates).some((gate) => gate.state === 'rejected' || gate.state === 'timed-out')
  return state === 'failed' && isStopped ? 'gate' : 'failed'
}

/** Whether an approval task of the stage waits for a person's answer. */
export function waitsForPerson({ state, taskRuns, pipelineRun }: StageRun): boolean {
  if (state !== 'running' || pipelineRun === undefined) return false
  const approvals = approvalTasksOf(pipelineRun)
  if (approvals.length === 0) return false
  return taskRuns.some(
    ({ pipelineTask, condition }) => condition.status === 'Unknown' && approvals.includes(pipelineTask),
  )
}

// A PipelineRun never changes, and a live run is judged many times a second.
const known = new WeakMap<PipelineRun, readonly string[]>()

function approvalTasksOf(pipelineRun: PipelineRun): readonly string[] {
  const before = known.get(pipelineRun)
  if (before !== undefined) return before
  const { tasks, finally: finals = [] } = pipelineRun.spec.pipelineSpec
  const names = [...tasks, ...finals].filter(isApprovalTask).map(({ name }) => name)
  known.set(pipelineRun, names)
  return names
}

/** Whether the current attempt has ended. */
export function hasEnded(run: Run): boolean {
  return run.attempts.find((one) => one.attempt === run.attempt)?.endedAt !== undefined
}
