import { approvalsOf } from '#domain/gates/voting.ts'
import type { Gate } from '#domain/line/gate.ts'
import type { PipelineRun } from '#domain/tekton/pipeline.ts'
import { approvalsWithin } from '#domain/tekton/run/child-run.ts'
import type { TaskRunStatus } from '#domain/tekton/run/status.ts'
import type { PipelineTask } from '#domain/tekton/task.ts'
import type { GateRun } from './gate-run.ts'
import type { RunStateName } from './state-names.ts'
import type { Run, StageRun } from './state.ts'

/** Counts of stages by what matters for the state of the run. */
export interface StageTally {
  /** Waiting for a person's answer. */
  asking: number
  failed: number
  running: number
}

/** Adds a stage to the counts, or with -1 removes it. */
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

/** The state of a run: its outcome if its attempt has ended, else what matters most now. `known`: counts of its stages, if the caller has them. */
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
 * Whether a gate waits for people, not only for a calendar or a scheduled time. `own`: the rule, for gates of the line; gates of environments
 * bring theirs.
 */
export function asksSomebody(
  gate: Pick<GateRun, 'state' | 'rule' | 'decisions' | 'required'>,
  own?: Pick<Gate, 'requiredApprovals'>,
): boolean {
  const { state, rule, decisions } = gate
  const required = (rule ?? own)?.requiredApprovals ?? gate.required
  return state === 'waiting' && (required === undefined || approvalsOf(decisions) < required)
}

/** What a retry starts with: the failed stages, the gate that stopped the run, or what a cancelled run did not get to. */
export function retriedFirst(run: Run): 'failed' | 'gate' | 'rest' {
  // An active run cannot be retried; returns early because its header calls this on every update.
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

/** Whether a TaskRun of the stage belongs to an approval task. */
export function isApproval({ pipelineRun }: StageRun, { pipelineTask }: TaskRunStatus): boolean {
  return pipelineRun !== undefined && approvalTasksOf(pipelineRun).has(pipelineTask)
}

// Cached: a Pipeline never changes, and this is called many times a second for a live run.
const known = new WeakMap<PipelineRun, ReadonlyMap<string, PipelineTask>>()

function approvalTasksOf(pipelineRun: PipelineRun): ReadonlyMap<string, PipelineTask> {
  const before = known.get(pipelineRun)
  if (before !== undefined) return before
  const tasks = new Map(approvalsWithin(pipelineRun.spec.pipelineSpec))
  known.set(pipelineRun, tasks)
  return tasks
}

/** Whether the current attempt has ended. */
export function hasEnded(run: Run): boolean {
  return run.attempts.find((one) => one.attempt === run.attempt)?.endedAt !== undefined
}

/** Why a stage failed, in one sentence: its first failed task and that task's message. Tekton's message about a PipelineRun only counts tasks. */
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
