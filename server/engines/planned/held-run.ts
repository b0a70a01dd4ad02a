import { isCustomTask } from '#domain/tekton/custom-task.ts'
import type { PipelineRun } from '#domain/tekton/pipeline.ts'
import type { CancelRequest, TaskAnswer } from '#domain/tekton/plan/facts.ts'
import { planPipelineRun, type Plan } from '#domain/tekton/plan/plan.ts'
import type { PlannedTaskRun } from '#domain/tekton/plan/planned-task-run.ts'
import type { PipelineRunStatus, TaskRunStatus } from '#domain/tekton/run/status.ts'
import type { Isolation, SupervisedTaskRun } from '#domain/tekton/launch/task-launch.ts'
import type { PipelineRunRef } from '../engine.ts'

/** A run that the engine holds in memory. For its TaskRuns, only the supervisor's reports are the truth. */
export interface HeldRun {
  readonly ref: PipelineRunRef
  run: PipelineRun
  readonly isolation: Isolation
  readonly tries: Map<string, { readonly revision: number; readonly status: TaskRunStatus }>
  readonly answers: TaskAnswer[]
  readonly cancels: CancelRequest[]
  /** Launches in progress by try, so that a cancellation never overtakes the launch that it cancels. */
  readonly launching: Map<string, Promise<void>>
  readonly cancelled: Set<string>
  /** For a child run (a Pipeline in place of a Task), the try of the parent's pipeline task. */
  readonly parent?: { readonly held: HeldRun; readonly planned: PlannedTaskRun }
  /** False until the supervisor's list has arrived: nothing may start before. */
  adopted: boolean
  status: PipelineRunStatus | undefined
  stopTimer: () => void
}

/** Revision of a status that the engine made up, so that any report of the supervisor is newer. */
const ownRevision = -1

/** Key of one try of a TaskRun. */
export function tryKey({ name, retry }: { readonly name: string; readonly retry: number }): string {
  return `${name}/${retry}`
}

/** Records the supervisor's report of a try, unless a newer one is known; returns whether it was news. */
export function noteTry(held: HeldRun, { revision, status }: Pick<SupervisedTaskRun, 'revision' | 'status'>): boolean {
  const known = held.tries.get(tryKey(status))
  if (known !== undefined && known.revision >= revision) return false
  held.tries.set(tryKey(status), { revision, status })
  return true
}

/** Moves the start of a run back to that of its first task, for runs that an earlier engine began: time-outs count from there. */
export function beginWithFirstTry(held: HeldRun): void {
  const { creationTimestamp } = held.run.metadata
  const starts = [...held.tries.values()].flatMap(({ status }) => status.startedAt ?? [])
  const first = starts.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0]
  if (first === undefined || (creationTimestamp !== undefined && Date.parse(creationTimestamp) <= Date.parse(first)))
    return
  held.run = { ...held.run, metadata: { ...held.run.metadata, creationTimestamp: first } }
}

/** Records the engine's own status of a try, while the supervisor has not reported on it. */
export function noteOwnTry(held: HeldRun, status: TaskRunStatus): void {
  const known = held.tries.get(tryKey(status))
  if (known === undefined || known.revision === ownRevision)
    held.tries.set(tryKey(status), { revision: ownRevision, status })
}

/** Whether only the engine itself has recorded anything about a try. */
export function isUnheardOf(held: HeldRun, attempt: { readonly name: string; readonly retry: number }): boolean {
  return held.tries.get(tryKey(attempt))?.revision === ownRevision
}

/** Plans a held run from what is known now. */
export function planHeldRun({ run, tries, answers, cancels }: HeldRun, now: number): Plan {
  return planPipelineRun({ run, taskRuns: [...tries.values()].map(({ status }) => status), answers, cancels, now })
}

/** Whether a run has ended. */
export function hasEnded({ status }: HeldRun): boolean {
  return status !== undefined && status.condition.status !== 'Unknown'
}

/** Whether a custom task of a run waits for its answer now. */
export function waitsForAnswer({ run, status }: HeldRun, taskRun: string): boolean {
  const { tasks, finally: finals = [] } = run.spec.pipelineSpec
  const known = status?.taskRuns.find(({ name }) => name === taskRun)
  const task = [...tasks, ...finals].find(({ name }) => name === known?.pipelineTask)
  return task !== undefined && isCustomTask(task) && known?.condition.status === 'Unknown'
}
