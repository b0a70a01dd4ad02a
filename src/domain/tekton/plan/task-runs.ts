import type { ParamValue, ResultValue } from '../values/params.ts'
import type { TaskRunStatus } from '../run/status.ts'
import type { Lookup } from '../values/substitute.ts'
import type { PipelineTask } from '../task.ts'
import { taskRunNameIn } from '../run/task-run-rules.ts'
import { toIso, type Facts } from './facts.ts'
import { combinationsOf, suffixesOf, taskOfCombination } from './matrix.ts'
import { stateOfTries, type Child, type TaskState } from './task-state.ts'

/** State of a started pipeline task, with or without a matrix; undefined before its first try. */
export function startedState(
  task: PipelineTask,
  facts: Facts,
  mayRetry: boolean,
  lookup: () => Lookup,
): TaskState | undefined {
  const tries = facts.triesOf(task)
  if (tries.length === 0 || task.matrix === undefined) return stateOfTries(task, tries, facts, mayRetry)
  const children = childrenOf(task, facts, lookup()).map(({ name, task: one }): Child => {
    const own = tries.filter((status) => status.name === name)
    return { name, task: one, state: stateOfTries(one, own, facts, mayRetry) ?? unstarted(facts, mayRetry) }
  })
  return stateOfChildren(task, children, facts)
}

/** The TaskRuns of a pipeline task: one, or one per combination of its matrix. */
export function childrenOf(
  task: PipelineTask,
  { run }: Pick<Facts, 'run'>,
  lookup: Lookup,
): readonly { readonly name: string; readonly task: PipelineTask }[] {
  const name = taskRunNameIn(run, task.name)
  if (task.matrix === undefined) return [{ name, task }]
  const suffixes = suffixesOf(task.matrix, lookup)
  return combinationsOf(task.matrix, lookup).map((combination, index) => ({
    name: `${name}-${suffixes[index] ?? index}`,
    task: taskOfCombination(task, combination),
  }))
}

/** A server may crash between two launches of a matrix: the missing ones are started, unless the run is being cancelled. */
function unstarted({ startedAt }: Facts, mayStart: boolean): TaskState {
  return mayStart
    ? { kind: 'ready', since: startedAt }
    : { kind: 'skipped', reason: 'PipelineRun was stopping', doneAt: startedAt }
}

/** A matrix runs until all its TaskRuns are done. If one failed, it failed; its results are those of all, in order. */
function stateOfChildren(task: PipelineTask, children: readonly Child[], facts: Facts): TaskState {
  const states = children.map(({ state }) => state)
  const since = Math.min(...states.flatMap((state) => ('since' in state ? state.since : [])), Infinity)
  const status: TaskRunStatus = {
    name: taskRunNameIn(facts.run, task.name),
    pipelineTask: task.name,
    condition: { status: 'Unknown', reason: 'Running' },
    retry: 0,
    startedAt: toIso(since === Infinity ? facts.startedAt : since),
    steps: [],
    results: [],
  }
  const open = states.some((state) => !('doneAt' in state))
  if (open) return { kind: 'running', status, since, children }
  const doneAt = Math.max(...states.map((state) => ('doneAt' in state ? state.doneAt : 0)))
  const ended = (from: TaskState | undefined): TaskRunStatus => ({
    ...status,
    ...(from !== undefined && 'status' in from ? { condition: from.status.condition } : {}),
    finishedAt: toIso(doneAt),
    results: gather(states),
  })
  const failed = states.find(({ kind }) => kind === 'failed')
  if (failed?.kind === 'failed') return { ...failed, status: ended(failed), since, doneAt, children }
  const cancelled = states.find(({ kind }) => kind === 'cancelled')
  if (cancelled !== undefined) return { kind: 'cancelled', status: ended(cancelled), since, doneAt, children }
  return { kind: 'succeeded', status: ended(states[0]), since, doneAt, children }
}

/** Each result as a list of what the combinations wrote, in their order; combinations that did not write it are left out, as on a cluster. */
function gather(states: readonly TaskState[]): ResultValue[] {
  const written = states.flatMap((state) => ('status' in state ? [state.status.results] : []))
  const names = new Set(written.flatMap((results) => results.map(({ name }) => name)))
  return [...names].flatMap((name): ResultValue[] => {
    const values = written.flatMap((results) => textsOf(results.find((result) => result.name === name)?.value))
    return values.length > 0 ? [{ name, type: 'array', value: values }] : []
  })
}

function textsOf(value: ParamValue | undefined): readonly string[] {
  return typeof value === 'string' ? [value] : []
}
