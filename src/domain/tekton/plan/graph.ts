import { isCustomTask } from '../custom-task.ts'
import { inOrder, parentsOf } from '../order.ts'
import type { Lookup } from '../values/substitute.ts'
import type { PipelineTask } from '../task.ts'
import type { Facts } from './facts.ts'
import { firstStateOfTask, lookupOf } from './first-state.ts'
import { tasksCancelledAt, type Stop, type Stops } from './stops.ts'
import { startedState } from './task-runs.ts'
import { doneAt, isStopping, type SkipReason, type TaskState, type TaskStates } from './task-state.ts'

/** States of all graph tasks. After a failure or a stop, tasks that have not started never will. */
export function graphStates(facts: Facts, stops: Stops): TaskStates {
  const states = unstoppedStates(facts, stops)
  const failures = [...states.values()].filter(isStopping).map((state) => state.doneAt)
  const failedAt = failures.length === 0 ? undefined : Math.min(...failures)
  const reason = skipReason([...states.values()], stops)
  const stoppedAt = Math.min(failedAt ?? Infinity, stops.hard?.at ?? Infinity, stops.soft[0]?.at ?? Infinity)
  if (reason === undefined) return states
  const tasks = new Map(facts.run.spec.pipelineSpec.tasks.map((task) => [task.name, task]))
  return new Map(
    [...states].map(([name, state]): [string, TaskState] => {
      const task = tasks.get(name)
      const started = task !== undefined && hasStarted(task, state, facts, stoppedAt)
      return [name, started ? state : skippedState(state, reason, stoppedAt, stops)]
    }),
  )
}

/** When the whole graph was done, in milliseconds; undefined before that. */
export function allDoneAt(states: TaskStates, startedAt: number): number | undefined {
  const times = [...states.values()].map(doneAt)
  return times.reduce<number | undefined>(
    (latest, time) => (latest === undefined || time === undefined ? undefined : Math.max(latest, time)),
    startedAt,
  )
}

/** States of all tasks, parents first, as if only a task's own parents could stop it. */
function unstoppedStates(facts: Facts, stops: Stops): TaskStates {
  const { tasks } = facts.run.spec.pipelineSpec
  const { ordered } = inOrder(tasks)
  const parents = parentsOf(tasks)
  const cancelledAt = tasksCancelledAt(stops)
  const states = new Map<string, TaskState>(tasks.map(({ name }) => [name, { kind: 'waiting' }]))
  for (const task of ordered) {
    const before = parents.get(task.name) ?? []
    const lookup = (): Lookup => lookupOf(task, { states, texts: new Map() }, facts)
    const state = startedState(task, facts, cancelledAt === undefined, lookup) ?? firstState(task, before, cancelledAt)
    states.set(task.name, state)
  }
  return states

  function firstState(task: PipelineTask, before: readonly string[], cancelled: number | undefined): TaskState {
    const parentStates = before.flatMap((name) => states.get(name) ?? [])
    const since = parentStates.reduce((latest, state) => Math.max(latest, doneAt(state) ?? Infinity), facts.startedAt)
    if (since === Infinity || parentStates.some(isStopping)) return { kind: 'waiting' }
    return firstStateOfTask(task, before, { states, since, cancelledAt: cancelled, texts: new Map() }, facts)
  }
}

/** Tekton's order of reasons: first a failure, then a person's request, then a time-out. */
function skipReason(states: readonly TaskState[], { hard, soft }: Stops): SkipReason | undefined {
  const first = soft[0]
  if (states.some((state) => isStopping(state) && state.kind !== 'cancelled')) return 'PipelineRun was stopping'
  if (first !== undefined && first.kind !== 'tasks-timeout') return softReasons[first.kind]
  if (hard?.kind === 'pipeline-timeout') return 'PipelineRun timeout has been reached'
  if (first !== undefined) return softReasons[first.kind]
  return hard !== undefined || states.some(isStopping) ? 'PipelineRun was stopping' : undefined
}

const softReasons: Readonly<Record<Stop['kind'], SkipReason>> = {
  cancelled: 'PipelineRun was gracefully cancelled',
  stopped: 'PipelineRun was gracefully stopped',
  'tasks-timeout': 'PipelineRun Tasks timeout has been reached',
}

/** Approvals have no process that proves their start, so times decide: if it would start after the stop, it never starts. */
function hasStarted(task: PipelineTask, state: TaskState, facts: Facts, stoppedAt: number): boolean {
  if (facts.triesOf(task).length > 0) return true
  if (state.kind === 'invalid') return state.doneAt <= stoppedAt
  return isCustomTask(task) && 'since' in state && state.kind !== 'ready' && state.since <= stoppedAt
}

function skippedState(state: TaskState, reason: SkipReason, at: number, stops: Stops): TaskState {
  const { hard } = stops
  if (hard?.kind === 'cancelled' && hard.at === at)
    return state.kind === 'skipped' && state.doneAt <= at
      ? state
      : { kind: 'skipped', reason, doneAt: at, isUnnamed: true }
  const known = state.kind === 'skipped' && onlyTimedOut(stops) && reason !== 'PipelineRun was stopping'
  return known ? state : { kind: 'skipped', reason, doneAt: at }
}

/** A time-out is only the reason for tasks that it kept from starting; tasks skipped earlier keep theirs. */
function onlyTimedOut({ hard, soft }: Stops): boolean {
  return hard?.kind !== 'cancelled' && soft.every(({ kind }) => kind === 'tasks-timeout')
}
