import type { Lookup } from '../values/substitute.ts'
import type { PipelineTask } from '../task.ts'
import type { Facts } from './facts.ts'
import { firstStateOfFinally, lookupOf } from './first-state.ts'
import type { HardStop } from './stops.ts'
import { startedState } from './task-runs.ts'
import { isStopping, type SkipReason, type TaskState, type TaskStates } from './task-state.ts'

/** States of the finally tasks. They start together once the graph is done, unless a hard stop came first. */
export function finallyStates(
  facts: Facts,
  graph: TaskStates,
  graphDoneAt: number | undefined,
  hard: HardStop | undefined,
): TaskStates {
  const deadline = finallyDeadline(facts, graphDoneAt)
  const texts = statusTexts(graph)
  const due = [hard?.at, deadline !== undefined && deadline <= facts.now ? deadline : undefined].filter(
    (at) => at !== undefined,
  )
  const cancelledAt = due.length === 0 ? undefined : Math.min(...due)
  const tasks = facts.run.spec.pipelineSpec.finally ?? []
  return new Map(
    tasks.map((task) => {
      const lookup = (): Lookup => lookupOf(task, { states: graph, texts }, facts)
      return [task.name, startedState(task, facts, cancelledAt === undefined, lookup) ?? firstState(task)]
    }),
  )

  function firstState(task: PipelineTask): TaskState {
    if (hard !== undefined && (graphDoneAt === undefined || hard.at <= graphDoneAt)) {
      const skipped = { kind: 'skipped', reason: hardReasons[hard.kind], doneAt: hard.at } as const
      return hard.kind === 'cancelled' ? { ...skipped, isUnnamed: true } : skipped
    }
    if (graphDoneAt === undefined) return { kind: 'waiting' }
    const state = firstStateOfFinally(task, { states: graph, since: graphDoneAt, cancelledAt, texts }, facts)
    if (state.kind !== 'ready' || cancelledAt === undefined) return state
    const reason = hard === undefined ? 'PipelineRun Finally timeout has been reached' : hardReasons[hard.kind]
    return { kind: 'skipped', reason, doneAt: cancelledAt }
  }
}

/** When finally tasks must be done, in milliseconds; undefined before they start, or if there is no limit. */
export function finallyDeadline({ timeouts }: Facts, graphDoneAt: number | undefined): number | undefined {
  return timeouts.finally === undefined || graphDoneAt === undefined ? undefined : graphDoneAt + timeouts.finally
}

/** The texts about the graph that finally tasks can use: `tasks.<name>.status`, `tasks.<name>.reason` and `tasks.status`. */
export function statusTexts(graph: TaskStates): ReadonlyMap<string, string> {
  const texts = new Map<string, string>([['tasks.status', aggregateStatus([...graph.values()])]])
  for (const [name, state] of graph) {
    texts.set(`tasks.${name}.status`, taskStatus(state))
    texts.set(`tasks.${name}.reason`, 'status' in state ? state.status.condition.reason : 'None')
  }
  return texts
}

/** `Succeeded`, `Failed` or `None`, as Tekton passes a task's status to finally tasks; an ignored failure counts as failed. */
export function taskStatus(state: TaskState): 'Succeeded' | 'Failed' | 'None' {
  if (state.kind === 'succeeded') return 'Succeeded'
  return state.kind === 'failed' || state.kind === 'cancelled' ? 'Failed' : 'None'
}

function aggregateStatus(states: readonly TaskState[]): 'Succeeded' | 'Failed' | 'Completed' {
  if (states.some((state) => state.kind === 'failed' || isStopping(state))) return 'Failed'
  return states.some(({ kind }) => kind === 'skipped') ? 'Completed' : 'Succeeded'
}

const hardReasons: Readonly<Record<HardStop['kind'], SkipReason>> = {
  cancelled: 'PipelineRun was stopping',
  'pipeline-timeout': 'PipelineRun timeout has been reached',
}
