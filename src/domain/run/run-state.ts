import { approvalsOf } from '#domain/gates/voting.ts'
import type { Gate } from '#domain/line/gate.ts'
import { isApprovalTask } from '#domain/tekton/custom-task.ts'
import type { PipelineRun } from '#domain/tekton/pipeline.ts'
import { isParentTask } from '#domain/tekton/run/child-run.ts'
import type { TaskRunStatus } from '#domain/tekton/run/status.ts'
import type { PipelineSpec, PipelineTask } from '#domain/tekton/task.ts'
import type { GateRun } from './gate-run.ts'
import type { RunStateName } from './state-names.ts'
import type { Run, StageRun } from './state.ts'

/** How many stages of a run stand so that the word for the run depends on it. */
export interface StageTally {
  /** Waiting for a person's answer. */
  asking: number
  failed: number
  running: number
}

/** Counts a stage, or with -1 no longer counts it. */
export function tally(counts: StageTally, stage: StageRun, by: 1 | -1 = 1): void {
  if (stage.state === 'failed') counts.failed += by
  if (stage.state !== 'running') return
  counts.running += by
  if (waitsForPerson(stage)) counts.asking += by
}

export function tallyOf({ stages }: Run): StageTally {
  const counts = { asking: 0, failed: 0, running: 0 }
  for (const stage of Object.values(stages)) tally(counts, stage)
  return counts
}

/** The one word for a run: its outcome when its attempt has ended, else what matters most about it now. `known` is what was counted of it. */
export function stateOf(run: Run, known?: StageTally): RunStateName {
  const attempt = run.attempts.find((one) => one.attempt === run.attempt)
  if (attempt?.endedAt !== undefined) {
    if (attempt.outcome === 'cancelled') return run.supersededBy === undefined ? 'cancelled' : 'superseded'
    return attempt.outcome === 'succeeded' ? 'succeeded' : 'failed'
  }
  if (run.cancel !== undefined) return 'cancelling'
  const gates = Object.values(run.gates)
  const { asking, failed, running } = known ?? tallyOf(run)
  if (gates.some((gate) => asksSomebody(gate)) || asking > 0) return 'needs-approval'
  if (failed > 0) return 'failing'
  const isHeld = (run.queues ?? []).length > 0 || gates.some(({ state }) => state === 'waiting')
  return isHeld && running === 0 ? 'queued' : 'running'
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
  // What goes on is not retried, and its header asks with every state of thousands of stages.
  if (!hasEnded(run)) return 'failed'
  const state = stateOf(run)
  if (Object.values(run.stages).some((stage) => stage.state === 'failed')) return 'failed'
  if (state === 'cancelled' || state === 'superseded') return 'rest'
  const isStopped = Object.values(run.gates).some((gate) => gate.state === 'rejected' || gate.state === 'timed-out')
  return state === 'failed' && isStopped ? 'gate' : 'failed'
}

/** Whether an approval task of the stage waits for a person's answer. */
export function waitsForPerson(stage: StageRun): boolean {
  return waitingApprovals(stage).length > 0
}

/** An approval task, and the TaskRun in which it waits for a person's answer. */
export interface WaitingApproval {
  readonly task: PipelineTask
  readonly taskRun: TaskRunStatus
}

/** Approval tasks that wait for a person's answer, of the stage and of Pipelines within it. */
export function waitingApprovals({ state, taskRuns, pipelineRun }: StageRun): readonly WaitingApproval[] {
  if (state !== 'running' || pipelineRun === undefined) return []
  const approvals = approvalTasksOf(pipelineRun)
  if (approvals.size === 0) return []
  return taskRuns.flatMap((taskRun) => {
    const task = taskRun.condition.status === 'Unknown' ? approvals.get(taskRun.pipelineTask) : undefined
    return task === undefined ? [] : [{ task, taskRun }]
  })
}

/** Whether a TaskRun of the stage is that of an approval task. */
export function isApproval({ pipelineRun }: StageRun, { pipelineTask }: TaskRunStatus): boolean {
  return pipelineRun !== undefined && approvalTasksOf(pipelineRun).has(pipelineTask)
}

// A PipelineRun never changes, and a live run is judged many times a second.
const known = new WeakMap<PipelineRun, ReadonlyMap<string, PipelineTask>>()

/** By what their TaskRuns are called: `<task>/<task of the child>` in a Pipeline within the stage's. */
function approvalTasksOf(pipelineRun: PipelineRun): ReadonlyMap<string, PipelineTask> {
  const before = known.get(pipelineRun)
  if (before !== undefined) return before
  const tasks = new Map(approvalsWithin(pipelineRun.spec.pipelineSpec, ''))
  known.set(pipelineRun, tasks)
  return tasks
}

function approvalsWithin(
  { tasks, finally: finals = [] }: PipelineSpec,
  path: string,
): readonly (readonly [string, PipelineTask])[] {
  return [...tasks, ...finals].flatMap((task) => [
    ...(isApprovalTask(task) ? [[`${path}${task.name}`, task] as const] : []),
    ...(isParentTask(task) ? approvalsWithin(task.pipelineSpec, `${path}${task.name}/`) : []),
  ])
}

/** Whether the current attempt has ended. */
export function hasEnded(run: Run): boolean {
  return run.attempts.find((one) => one.attempt === run.attempt)?.endedAt !== undefined
}

/** Why a stage failed, in one sentence: its first task that did, and what was said of it. Tekton's own sentence about a run only counts its tasks. */
export function whyFailed({ message, taskRuns }: Pick<StageRun, 'message' | 'taskRuns'>): string {
  const failed = taskRuns.find(
    ({ name, retry, condition: { status, reason } }) =>
      status === 'False' &&
      reason !== 'FailureIgnored' &&
      !taskRuns.some((other) => other.name === name && other.retry > retry),
  )
  return failed === undefined
    ? message
    : `${failed.pipelineTask}: ${failed.condition.message ?? failed.condition.reason}`
}
