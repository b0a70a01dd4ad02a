import { outputsOf } from '../launch/artifacts.ts'
import { toResultReference, type ResultReference } from '../values/result-references.ts'
import type { ParamValue, ResultValue } from '../values/params.ts'
import type { TaskRunStatus } from '../run/status.ts'
import { nameOf } from '../values/lookups.ts'
import { selectFrom, type Lookup, type Reference } from '../values/substitute.ts'
import type { PipelineTask } from '../task.ts'
import { toTime, type Facts } from './facts.ts'

/** State of a pipeline task. `doneAt` and `since` are milliseconds since 1970 and depend only on statuses, never on the clock. */
export type TaskState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'ready'; readonly since: number }
  | {
      readonly kind: 'running'
      readonly status: TaskRunStatus
      readonly since: number
      readonly deadline?: number
      readonly children?: readonly Child[]
    }
  | { readonly kind: 'retry'; readonly status: TaskRunStatus }
  | (Ended & { readonly kind: 'succeeded' })
  | (Ended & { readonly kind: 'failed'; readonly ignored: boolean })
  | (Ended & { readonly kind: 'cancelled' })
  | {
      readonly kind: 'skipped'
      readonly reason: SkipReason
      readonly doneAt: number
      readonly defaults?: readonly ResultValue[]
      /** Tekton does not look at a hard-cancelled run again, so its status does not list tasks that had not started. */
      readonly isUnnamed?: true
    }
  | { readonly kind: 'invalid'; readonly reason: string; readonly message: string; readonly doneAt: number }

interface Ended {
  readonly status: TaskRunStatus
  readonly since: number
  readonly doneAt: number
  readonly children?: readonly Child[]
}

/** One TaskRun of a matrix: the pipeline task with the combination's values, and its state. */
export interface Child {
  readonly name: string
  readonly task: PipelineTask
  readonly state: TaskState
}

export type TaskStates = ReadonlyMap<string, TaskState>

/** Tekton's reasons for tasks that never start. */
export type SkipReason =
  | 'When Expressions evaluated to false'
  | 'Parent Tasks were skipped'
  | 'Results were missing'
  | 'Matrix Parameters have an empty array'
  | 'PipelineRun was stopping'
  | 'PipelineRun was gracefully cancelled'
  | 'PipelineRun was gracefully stopped'
  | 'PipelineRun timeout has been reached'
  | 'PipelineRun Tasks timeout has been reached'
  | 'PipelineRun Finally timeout has been reached'

/** State that results from the tries of one TaskRun: the last one decides, or needs a retry. Undefined before the first try. */
export function stateOfTries(
  task: PipelineTask,
  tries: readonly TaskRunStatus[],
  facts: Facts,
  mayRetry: boolean,
): TaskState | undefined {
  const status = tries.at(-1)
  if (status === undefined) return undefined
  const since = toTime(status.startedAt, facts.startedAt)
  if (status.condition.status === 'Unknown') return { kind: 'running', status, since }
  const doneAt = toTime(status.finishedAt, since)
  if (status.condition.status === 'True') return { kind: 'succeeded', status, since, doneAt }
  // Tekton has another word for it if a Pipeline runs in place of a Task.
  if (['TaskRunCancelled', 'Cancelled'].includes(status.condition.reason))
    return { kind: 'cancelled', status, since, doneAt }
  if (mayRetry && status.retry < (task.retries ?? 0)) return { kind: 'retry', status }
  return failedState(task, status, since, doneAt)
}

/** A failure; with the pipeline task's `onError: continue` it stops nothing. */
export function failedState(task: PipelineTask, status: TaskRunStatus, since: number, doneAt: number): TaskState {
  if (task.onError !== 'continue') return { kind: 'failed', status, since, doneAt, ignored: false }
  const condition = { ...status.condition, reason: 'FailureIgnored' }
  return { kind: 'failed', status: { ...status, condition }, since, doneAt, ignored: true }
}

/** When a task was done, in milliseconds; undefined before that. */
export function doneAt(state: TaskState | undefined): number | undefined {
  return state !== undefined && 'doneAt' in state ? state.doneAt : undefined
}

/** Whether a task keeps all later ones from starting: it failed, was cancelled, or is invalid. */
export function isStopping(
  state: TaskState,
): state is Extract<TaskState, { kind: 'failed' | 'cancelled' | 'invalid' }> {
  return (state.kind === 'failed' && !state.ignored) || state.kind === 'cancelled' || state.kind === 'invalid'
}

/** Looks up results of tasks that succeeded or whose failure is ignored, and the lengths of matrices. */
export function lookupOutputs(states: TaskStates): Lookup {
  return (reference) => {
    const wanted = toResultReference(reference)
    return wanted === undefined ? lookupLength(states, reference) : outputOf(states, wanted)
  }
}

/** `tasks.m.matrix.length` is allowed anywhere, `tasks.m.matrix.r.length` only as the whole text (as on a cluster). */
function lookupLength(states: TaskStates, { scope, segments, whole }: Reference): string | undefined {
  const [task, word, ...rest] = segments.map(nameOf)
  if (scope !== 'tasks' || word !== 'matrix' || task === undefined || rest.at(-1) !== 'length') return undefined
  const state = states.get(task)
  if (state === undefined || !('children' in state) || state.children === undefined) return undefined
  if (rest.length === 1) return String(state.children.length)
  const result = rest.slice(0, -1).join('.')
  const written = state.status.results.find(({ name }) => name === result)
  return whole === true && Array.isArray(written?.value) ? String(written.value.length) : undefined
}

/** Results that a task wrote; a failed task may have written some, which finally tasks can use. */
function resultsOf(state: TaskState | undefined): readonly ResultValue[] {
  return state?.kind === 'succeeded' || state?.kind === 'failed' ? outputsOf(state.status) : []
}

/** Results of a task that its guards kept from running: its declared defaults. */
export function defaultResults({ taskSpec }: PipelineTask): readonly ResultValue[] {
  return (taskSpec?.results ?? []).flatMap(({ name, type = 'string', default: value }) =>
    value === undefined ? [] : [{ name, type, value }],
  )
}

/** Value of a referenced result; undefined if its task did not write it. */
export function outputOf(states: TaskStates, { task, result, rest }: ResultReference): ParamValue | undefined {
  const state = states.get(task)
  const results = state?.kind === 'skipped' ? (state.defaults ?? []) : resultsOf(state)
  const written = results.find(({ name }) => name === result)
  return written === undefined ? undefined : selectFrom(written.value, rest)
}
