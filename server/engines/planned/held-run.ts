import { isCustomTask } from '#domain/tekton/custom-task.ts'
import type { PipelineRun } from '#domain/tekton/pipeline.ts'
import type { CancelRequest, TaskAnswer } from '#domain/tekton/plan/facts.ts'
import { planPipelineRun, type Plan } from '#domain/tekton/plan/plan.ts'
import type { PlannedTaskRun } from '#domain/tekton/plan/planned-task-run.ts'
import type { PipelineRunStatus, TaskRunStatus } from '#domain/tekton/run/status.ts'
import type { Isolation, SupervisedTaskRun } from '#domain/tekton/launch/task-launch.ts'
import type { PipelineRunRef } from '../engine.ts'

/** A run that the engine holds in memory; what the supervisor says about its TaskRuns is the truth, the rest only leads there. */
export interface HeldRun {
  readonly ref: PipelineRunRef
  run: PipelineRun
  readonly isolation: Isolation
  readonly tries: Map<string, { readonly revision: number; readonly status: TaskRunStatus }>
  readonly answers: TaskAnswer[]
  readonly cancels: CancelRequest[]
  /** Launches under way by try, so that a cancellation never overtakes what it is to cancel. */
  readonly launching: Map<string, Promise<void>>
  readonly cancelled: Set<string>
  /** The try of a pipeline task that this run stands for, where a Pipeline stands in the place of a Task. */
  readonly parent?: { readonly held: HeldRun; readonly planned: PlannedTaskRun }
  /** False until the supervisor's list is in: nothing may be started before. */
  adopted: boolean
  status: PipelineRunStatus | undefined
  stopTimer: () => void
}

/** Revision of a status that the engine made up: anything that the supervisor says is newer. */
const ownRevision = -1

/** Key of one try of a TaskRun. */
export function tryKey({ name, retry }: { readonly name: string; readonly retry: number }): string {
  return `${name}/${retry}`
}

/** Notes what the supervisor says about a try, unless something newer is known; answers whether it was news. */
export function noteTry(held: HeldRun, { revision, status }: Pick<SupervisedTaskRun, 'revision' | 'status'>): boolean {
  const known = held.tries.get(tryKey(status))
  if (known !== undefined && known.revision >= revision) return false
  held.tries.set(tryKey(status), { revision, status })
  return true
}

/** A run that was held before, by an engine that is gone, began with the first of its tasks at the latest: its time-outs count from there. */
export function beginWithFirstTry(held: HeldRun): void {
  const { creationTimestamp } = held.run.metadata
  const starts = [...held.tries.values()].flatMap(({ status }) => status.startedAt ?? [])
  const first = starts.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0]
  if (first === undefined || (creationTimestamp !== undefined && Date.parse(creationTimestamp) <= Date.parse(first)))
    return
  held.run = { ...held.run, metadata: { ...held.run.metadata, creationTimestamp: first } }
}

/** Notes a status of the engine's own about a try of which the supervisor has said nothing yet. */
export function noteOwnTry(held: HeldRun, status: TaskRunStatus): void {
  const known = held.tries.get(tryKey(status))
  if (known === undefined || known.revision === ownRevision)
    held.tries.set(tryKey(status), { revision: ownRevision, status })
}

/** Whether all that is known about a try is what the engine noted itself. */
export function isUnheardOf(held: HeldRun, attempt: { readonly name: string; readonly retry: number }): boolean {
  return held.tries.get(tryKey(attempt))?.revision === ownRevision
}

/** Plans a held run as it is known now. */
export function planHeldRun({ run, tries, answers, cancels }: HeldRun, now: number): Plan {
  return planPipelineRun({ run, taskRuns: [...tries.values()].map(({ status }) => status), answers, cancels, now })
}

/** Whether a run has ended. */
export function hasEnded({ status }: HeldRun): boolean {
  return status !== undefined && status.condition.status !== 'Unknown'
}

/** Whether a custom task of a run is waiting for its answer now. */
export function waitsForAnswer({ run, status }: HeldRun, taskRun: string): boolean {
  const { tasks, finally: finals = [] } = run.spec.pipelineSpec
  const known = status?.taskRuns.find(({ name }) => name === taskRun)
  const task = [...tasks, ...finals].find(({ name }) => name === known?.pipelineTask)
  return task !== undefined && isCustomTask(task) && known?.condition.status === 'Unknown'
}
