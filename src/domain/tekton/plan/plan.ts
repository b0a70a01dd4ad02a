import { isCustomTask } from '../custom-task.ts'
import { inOrder } from '../order.ts'
import { paramsOfTask } from '../values/param-values.ts'
import type { PipelineRunStatus } from '../run/status.ts'
import type { Lookup } from '../values/substitute.ts'
import type { PipelineTask } from '../task.ts'
import type { Progress } from './condition.ts'
import { readFacts, toIso, type Facts, type PlanInput } from './facts.ts'
import { finallyDeadline, finallyStates, statusTexts } from './finally.ts'
import { lookupOf } from './first-state.ts'
import { allDoneAt, graphStates } from './graph.ts'
import type { PlannedTaskRun } from './planned-task-run.ts'
import { statusOf } from './run-status.ts'
import { lastStopAt, noStops, stopsDue, tasksCancelledAt, timeOf, withStop, type DueStop, type Stops } from './stops.ts'
import { childrenOf } from './task-runs.ts'
import type { TaskState, TaskStates } from './task-state.ts'

/** What to do about a run now, and its status. */
export interface Plan {
  readonly status: PipelineRunStatus
  readonly launch: readonly PlannedTaskRun[]
  /** Names of TaskRuns to cancel; cancelling one twice must be harmless. */
  readonly cancel: readonly string[]
  /** When to plan again even if nothing changes, in milliseconds since 1970: the next time-out. */
  readonly wakeAt?: number
}

/**
 * Plans a PipelineRun by Tekton's rules from the statuses of its TaskRuns. Pure and total; the order and repetition in which statuses arrive do not
 * matter (docs/decisions/0004). Runs that `validateRun` refuses end as invalid or wait; they never throw.
 */
export function planPipelineRun(input: PlanInput): Plan {
  const facts = readFacts(input)
  if (facts.run.spec.status === 'PipelineRunPending') return heldPlan()
  const { cyclic } = inOrder(facts.run.spec.pipelineSpec.tasks)
  if (cyclic.length > 0) return refusedPlan(facts, `Tasks wait for each other: ${cyclic.join(', ')}`)
  const progress = progressOf(facts, stopsDue(facts, input.cancels))
  const launch = launches(progress, facts)
  return {
    status: statusOf(progress, launch, facts),
    launch,
    cancel: cancellations(progress, facts),
    ...wakeUp(progress, facts),
  }
}

/** The values that each task's guards could use so far: parameters, results and, for finally tasks, the outcomes of the others. */
export function lookupsOf(input: PlanInput): (task: PipelineTask) => Lookup {
  const facts = readFacts(input)
  const { graph } = progressOf(facts, stopsDue(facts, input.cancels))
  const texts = statusTexts(graph)
  return (task) => lookupOf(task, { states: graph, texts: graph.has(task.name) ? new Map() : texts }, facts)
}

/**
 * Evaluates the run without stops, then adds them one at a time. A stop after the end changes nothing, and one after the graph was done does not
 * change the graph, so whatever has ended stays ended, even if more stops become due.
 */
function progressOf(facts: Facts, due: readonly DueStop[]): Progress {
  let ofGraph = noStops
  let ofRun = noStops
  let progress = evaluate(facts, ofGraph, ofRun)
  for (const stop of due) {
    const at = timeOf(stop)
    if (progress.endedAt !== undefined && progress.endedAt <= at) continue
    const graphDoneAt = allDoneAt(progress.graph, facts.startedAt)
    const graphOpen = graphDoneAt === undefined || graphDoneAt > at
    if (!graphOpen && 'soft' in stop && stop.soft.kind === 'tasks-timeout') continue
    if (graphOpen) ofGraph = withStop(ofGraph, stop)
    ofRun = withStop(ofRun, stop)
    progress = evaluate(facts, ofGraph, ofRun)
  }
  return progress
}

function evaluate(facts: Facts, ofGraph: Stops, ofRun: Stops): Progress {
  const graph = graphStates(facts, ofGraph)
  const tasksDoneAt = allDoneAt(graph, facts.startedAt)
  const graphDoneAt = tasksDoneAt === undefined ? undefined : Math.max(tasksDoneAt, lastStopAt(ofGraph))
  const last = finallyStates(facts, graph, graphDoneAt, ofRun.hard)
  const endedAt = graphDoneAt === undefined ? undefined : allDoneAt(last, Math.max(graphDoneAt, ofRun.hard?.at ?? 0))
  const deadline = finallyDeadline(facts, graphDoneAt)
  const late = endedAt === undefined || (deadline !== undefined && endedAt > deadline) || skippedLate(last)
  return {
    graph,
    last,
    endedAt,
    stops: ofRun,
    graphDoneAt,
    finallyTimedOut: deadline !== undefined && deadline <= facts.now && late,
  }
}

function skippedLate(last: TaskStates): boolean {
  return [...last.values()].some(
    (state) => state.kind === 'skipped' && state.reason === 'PipelineRun Finally timeout has been reached',
  )
}

function launches({ graph, last }: Progress, facts: Facts): readonly PlannedTaskRun[] {
  const { tasks, finally: finals = [] } = facts.run.spec.pipelineSpec
  const plan = (
    task: PipelineTask,
    state: TaskState | undefined,
    texts: ReadonlyMap<string, string>,
  ): readonly PlannedTaskRun[] => {
    if (state?.kind !== 'ready' && state?.kind !== 'retry' && state?.kind !== 'running') return []
    const lookup = lookupOf(task, { states: graph, texts }, facts)
    const children =
      state.kind === 'running'
        ? (state.children ?? [])
        : childrenOf(task, facts, lookup).map((child) => ({ ...child, state }))
    return children.flatMap(({ name, task: one, state: { kind, ...more } }): readonly PlannedTaskRun[] => {
      if (kind !== 'ready' && kind !== 'retry') return []
      const retry = 'status' in more ? more.status.retry + 1 : 0
      return [{ name, task: one, retry, params: paramsOfTask(one, facts.params, lookup), lookup }]
    })
  }
  return [
    ...tasks.flatMap((task) => plan(task, graph.get(task.name), new Map())),
    ...finals.flatMap((task) => plan(task, last.get(task.name), statusTexts(graph))),
  ]
}

function cancellations({ graph, last, stops, finallyTimedOut }: Progress, facts: Facts): readonly string[] {
  const { tasks, finally: finals = [] } = facts.run.spec.pipelineSpec
  const running = (some: readonly PipelineTask[], states: TaskStates): readonly string[] =>
    some.flatMap((task) => {
      const state = states.get(task.name)
      if (state?.kind !== 'running' || isCustomTask(task)) return []
      const children = state.children ?? [{ name: state.status.name, state }]
      return children.flatMap((child) => (child.state.kind === 'running' ? [child.name] : []))
    })
  return [
    ...(tasksCancelledAt(stops) === undefined ? [] : running(tasks, graph)),
    ...(stops.hard === undefined && !finallyTimedOut ? [] : running(finals, last)),
  ]
}

function wakeUp({ graph, last, endedAt, stops, graphDoneAt }: Progress, facts: Facts): { readonly wakeAt?: number } {
  if (endedAt !== undefined) return {}
  const { startedAt, timeouts, now } = facts
  const approvals = [...graph.values(), ...last.values()].flatMap((state) =>
    state.kind === 'running' ? state.deadline : undefined,
  )
  const times = [
    timeouts.pipeline === undefined || stops.hard !== undefined ? undefined : startedAt + timeouts.pipeline,
    timeouts.tasks === undefined || graphDoneAt !== undefined ? undefined : startedAt + timeouts.tasks,
    finallyDeadline(facts, graphDoneAt),
    ...approvals,
  ].filter((time) => time !== undefined && time > now)
  const next = Math.min(...times.map((time) => time ?? Infinity))
  return next === Infinity ? {} : { wakeAt: next }
}

function heldPlan(): Plan {
  const condition = {
    status: 'Unknown',
    reason: 'PipelineRunPending',
    message: 'The run is held until its pending state is taken away',
  } as const
  return { status: { condition, taskRuns: [], skippedTasks: [], results: [] }, launch: [], cancel: [] }
}

function refusedPlan({ startedAt }: Facts, message: string): Plan {
  const time = toIso(startedAt)
  const condition = { status: 'False', reason: 'PipelineInvalidGraph', message } as const
  return {
    status: { condition, startedAt: time, finishedAt: time, taskRuns: [], skippedTasks: [], results: [] },
    launch: [],
    cancel: [],
  }
}
