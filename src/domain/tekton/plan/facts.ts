import { firstOf, lookupParams, lookupTexts } from '../values/lookups.ts'
import { paramsOfRun, type ParamValues } from '../values/param-values.ts'
import type { PipelineRun } from '../pipeline.ts'
import type { ResultValue } from '../values/params.ts'
import { resultLimitOf } from '../values/result-limit.ts'
import type { TaskRunStatus } from '../run/status.ts'
import type { Lookup } from '../values/substitute.ts'
import type { PipelineTask } from '../task.ts'
import { judgeTaskRun, taskRunNameIn } from '../run/task-run-rules.ts'
import { timeoutsOf, type RunTimeouts } from '../run/timeouts.ts'

/** How a cancellation treats running and `finally` tasks: Tekton's own three words. */
export type CancelMode = 'Cancelled' | 'CancelledRunFinally' | 'StoppedRunFinally'

/** A request to stop a run; `at` is ISO 8601. The first one counts, and a later hard `Cancelled` too. */
export interface CancelRequest {
  readonly mode: CancelMode
  readonly at: string
}

/** A person's answer to a waiting approval task; the first answer counts. `at` is ISO 8601. */
export interface TaskAnswer {
  /** Name of the waiting TaskRun, in the run or in a nested Pipeline. */
  readonly taskRun: string
  readonly approved: boolean
  readonly message: string
  readonly results: readonly ResultValue[]
  readonly at: string
}

/** The input of a plan. `taskRuns` has all known tries of all tasks; `now` is milliseconds since 1970. */
export interface PlanInput {
  readonly run: PipelineRun
  readonly taskRuns: readonly TaskRunStatus[]
  readonly answers: readonly TaskAnswer[]
  readonly cancels: readonly CancelRequest[]
  readonly now: number
}

/** The input in a form that is quick to look up: values and times by name, tries in order and with the rules about results applied. */
export interface Facts {
  readonly run: PipelineRun
  readonly now: number
  readonly startedAt: number
  readonly params: ParamValues
  readonly timeouts: RunTimeouts
  /** Tries of a pipeline task, with a matrix those of all combinations. */
  readonly triesOf: (task: PipelineTask) => readonly TaskRunStatus[]
  readonly answerOf: (task: PipelineTask) => TaskAnswer | undefined
  /** Parameters and context of the run; results of tasks are added as they arrive. */
  readonly lookup: Lookup
}

/** Reads a plan's input. A run without a valid `creationTimestamp` starts with its first TaskRun, or now. */
export function readFacts({ run, taskRuns, answers, now }: PlanInput): Facts {
  const tries = new Map<string, TaskRunStatus[]>()
  for (const status of [...taskRuns].sort((a, b) => a.retry - b.retry)) {
    tries.set(status.pipelineTask, [...(tries.get(status.pipelineTask) ?? []), status])
  }
  const params = paramsOfRun(run)
  const limit = resultLimitOf(run)
  const starts = taskRuns.flatMap(({ startedAt }) => (startedAt === undefined ? [] : [toTime(startedAt, now)]))
  return {
    run,
    now,
    startedAt: toTime(run.metadata.creationTimestamp, starts.length === 0 ? now : Math.min(...starts)),
    params,
    timeouts: timeoutsOf(run),
    triesOf: (task) => (tries.get(task.name) ?? []).map((status) => judgeTaskRun(status, task, limit)),
    answerOf: (task) => answers.find(({ taskRun }) => taskRun === taskRunNameIn(run, task.name)),
    lookup: firstOf(lookupParams(params), lookupTexts(contextOf(run))),
  }
}

/** Milliseconds since 1970 of an ISO time; `otherwise` if it is absent or invalid. */
export function toTime(iso: string | undefined, otherwise: number): number {
  const time = iso === undefined ? Number.NaN : Date.parse(iso)
  return Number.isNaN(time) ? otherwise : time
}

/** Milliseconds since 1970 as ISO 8601 in UTC. */
export function toIso(time: number): string {
  return new Date(time).toISOString()
}

function contextOf({ metadata, spec }: PipelineRun): ReadonlyMap<string, string> {
  const bound = new Set((spec.workspaces ?? []).map(({ name }) => name))
  const workspaces = new Set([...bound, ...(spec.pipelineSpec.workspaces ?? []).map(({ name }) => name)])
  return new Map([
    ...[...workspaces].map((name): [string, string] => [`workspaces.${name}.bound`, String(bound.has(name))]),
    ['context.pipelineRun.name', metadata.name],
    ['context.pipelineRun.namespace', metadata.namespace ?? ''],
    ['context.pipelineRun.uid', metadata.uid ?? ''],
    ['context.pipeline.name', metadata.labels?.['tekton.dev/pipeline'] ?? metadata.name],
  ])
}
