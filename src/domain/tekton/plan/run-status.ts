import type { PipelineRunStatus, SkippedTask, TaskRunStatus } from '../run/status.ts'
import { finalCondition, runningCondition, type Progress } from './condition.ts'
import { toIso, type Facts } from './facts.ts'
import { pipelineResults } from './pipeline-results.ts'
import { pendingStatus, type PlannedTaskRun } from './planned-task-run.ts'
import { cancelReason, runTimedOut } from './stops.ts'
import type { TaskState, TaskStates } from './task-state.ts'

/** The run's status as Tekton would show it, including tries that are about to start. */
export function statusOf(progress: Progress, launch: readonly PlannedTaskRun[], facts: Facts): PipelineRunStatus {
  const { run, startedAt } = facts
  const { graph, last, endedAt } = progress
  const shared = {
    startedAt: toIso(startedAt),
    taskRuns: taskRunsOf(progress, launch, facts),
    skippedTasks: [...skipped(graph), ...skipped(last)],
  }
  if (endedAt === undefined) return { ...shared, condition: runningCondition(progress), results: [] }
  const { results, missing } = pipelineResults(run, graph, last, facts)
  const condition = finalCondition(progress, facts)
  const unwritten = {
    status: 'False',
    reason: 'CouldntGetPipelineResult',
    message: `No task wrote what these results of the Pipeline are made from: ${missing.join(', ')}`,
  } as const
  return {
    ...shared,
    finishedAt: toIso(endedAt),
    condition: condition.status === 'True' && missing.length > 0 ? unwritten : condition,
    results: [...results],
  }
}

/** All tries of all tasks in written order, each task's with those about to start, so that readers see no gap between two tries. */
function taskRunsOf(
  { graph, last, stops, finallyTimedOut }: Progress,
  launch: readonly PlannedTaskRun[],
  facts: Facts,
): TaskRunStatus[] {
  const { tasks, finally: finals = [] } = facts.run.spec.pipelineSpec
  const why = cancelReason(stops)
  const whyLast = finallyTimedOut && stops.hard === undefined ? runTimedOut : why
  return [...tasks, ...finals].flatMap((task) => {
    const state = graph.get(task.name) ?? last.get(task.name)
    const tries = facts.triesOf(task)
    const planned = launch.filter((one) => one.task.name === task.name).map(pendingStatus)
    const children = state !== undefined && 'children' in state ? state.children : undefined
    const statuses =
      children === undefined
        ? [...triesOf(undefined, state, tries), ...planned]
        : children.flatMap((child) => [
            ...triesOf(child.name, child.state, tries),
            ...planned.filter(({ name }) => name === child.name),
          ])
    return statuses.map((status) => explained(status, last.has(task.name) ? whyLast : why))
  })
}

/** An executor only knows that it must stop a task; the run's reason is added here, as in Tekton. */
function explained(status: TaskRunStatus, why: string | undefined): TaskRunStatus {
  const { name, condition } = status
  if (condition.reason !== 'TaskRunCancelled' || why === undefined) return status
  return { ...status, condition: { ...condition, message: `TaskRun "${name}" was cancelled. ${why}` } }
}

/** All tries of one TaskRun, the last one as judged now; an approval has no tries, only a state. */
function triesOf(
  name: string | undefined,
  state: TaskState | undefined,
  tries: readonly TaskRunStatus[],
): readonly TaskRunStatus[] {
  const own = name === undefined ? tries : tries.filter((status) => status.name === name)
  return state !== undefined && 'status' in state ? [...own.slice(0, -1), state.status] : own.slice(0, -1)
}

function skipped(states: TaskStates): readonly SkippedTask[] {
  return [...states].flatMap(([name, state]) =>
    state.kind === 'skipped' && state.isUnnamed !== true ? [{ name, reason: state.reason }] : [],
  )
}
