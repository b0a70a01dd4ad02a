import { parentsOf } from '#domain/tekton/order.ts'
import { sidecarLogs } from '#domain/tekton/run/status.ts'
import type { PipelineSpec, PipelineTask, Task } from '#domain/tekton/task.ts'
import type { StageSnapshot } from '../snapshot.ts'
import type { StageRun } from '../state.ts'

/** A task of a stage as drawn: its predecessors and its steps. */
export interface InsideTask {
  /** Named like its TaskRuns: `<task>/<task of the child>` in a nested Pipeline. */
  readonly path: string
  readonly name: string
  readonly after: readonly string[]
  readonly steps: readonly string[]
  /** Named by their logs, like steps. */
  readonly sidecars: readonly string[]
  /** Number of its tasks, if it runs a Pipeline. */
  readonly tasks?: number
}

/** The tasks of a stage, or of a Pipeline within it, before and while it runs. */
export interface InsideStage {
  readonly tasks: readonly InsideTask[]
  readonly finally: readonly InsideTask[]
}

/**
 * Returns the tasks of a stage with their steps: as they ran, or as frozen if they have not. `within` is the path of a Pipeline in the stage;
 * undefined if that path is a task with steps.
 */
export function insideStage(
  stage: StageRun,
  frozen: StageSnapshot | undefined,
  within?: string,
): InsideStage | undefined {
  const whole = stage.pipelineRun?.spec.pipelineSpec ?? frozen?.pipeline.spec
  const spec = (within?.split('/') ?? []).reduce<PipelineSpec | undefined>(pipelineOf, whole)
  if (spec === undefined) return undefined
  const parents = parentsOf(spec.tasks)
  const pathOf = (name: string): string => (within === undefined ? name : `${within}/${name}`)
  const drawn = (task: PipelineTask): InsideTask => ({
    path: pathOf(task.name),
    name: task.name,
    after: (parents.get(task.name) ?? []).map(pathOf),
    ...containersOf(task, pathOf(task.name), stage, frozen?.tasks ?? []),
    ...(task.pipelineSpec === undefined ? {} : { tasks: tasksOf(task.pipelineSpec).length }),
  })
  return { tasks: spec.tasks.map(drawn), finally: (spec.finally ?? []).map((task) => ({ ...drawn(task), after: [] })) }
}

function tasksOf({ tasks, finally: finals = [] }: PipelineSpec): readonly PipelineTask[] {
  return [...tasks, ...finals]
}

function pipelineOf(spec: PipelineSpec | undefined, name: string): PipelineSpec | undefined {
  return spec === undefined ? undefined : tasksOf(spec).find((task) => task.name === name)?.pipelineSpec
}

function containersOf(
  task: PipelineTask,
  path: string,
  stage: StageRun,
  known: readonly Task[],
): Pick<InsideTask, 'steps' | 'sidecars'> {
  const run = stage.taskRuns.findLast(({ pipelineTask }) => pipelineTask === path)
  const definition = task.taskSpec ?? known.find(({ metadata }) => metadata.name === task.taskRef?.name)?.spec
  const ran = { steps: run?.steps ?? [], sidecars: run === undefined ? [] : sidecarLogs(run) }
  return {
    steps:
      ran.steps.length > 0
        ? ran.steps.map(({ name }) => name)
        : (definition?.steps ?? []).map(({ name }, index) => name ?? `unnamed-${String(index)}`),
    sidecars:
      ran.sidecars.length > 0
        ? ran.sidecars.map(({ name }) => name)
        : (definition?.sidecars ?? []).map(({ name }) => `sidecar-${name}`),
  }
}
