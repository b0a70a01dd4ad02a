import { parentsOf } from '#domain/tekton/order.ts'
import type { PipelineTask, Task } from '#domain/tekton/task.ts'
import type { StageSnapshot } from '../snapshot.ts'
import type { StageRun } from '../state.ts'

/** A task of a stage as it is drawn: what has to be done before it, and the steps that it is made of. */
export interface InsideTask {
  readonly name: string
  readonly after: readonly string[]
  readonly steps: readonly string[]
}

/** What lies inside of a stage, before and while it runs. */
export interface InsideStage {
  readonly tasks: readonly InsideTask[]
  readonly finally: readonly InsideTask[]
}

/** The tasks of a stage with their steps: as the stage ran, or as it is frozen while it has not. */
export function insideStage(stage: StageRun, frozen: StageSnapshot | undefined): InsideStage {
  const spec = stage.pipelineRun?.spec.pipelineSpec ?? frozen?.pipeline.spec
  if (spec === undefined) return { tasks: [], finally: [] }
  const parents = parentsOf(spec.tasks)
  const drawn = (task: PipelineTask): InsideTask => ({
    name: task.name,
    after: parents.get(task.name) ?? [],
    steps: stepsOf(task, stage, frozen?.tasks ?? []),
  })
  return { tasks: spec.tasks.map(drawn), finally: (spec.finally ?? []).map((task) => ({ ...drawn(task), after: [] })) }
}

function stepsOf(task: PipelineTask, stage: StageRun, known: readonly Task[]): readonly string[] {
  const run = stage.taskRuns.findLast(({ pipelineTask }) => pipelineTask === task.name)
  if (run !== undefined && run.steps.length > 0) return run.steps.map(({ name }) => name)
  const definition = task.taskSpec ?? known.find(({ metadata }) => metadata.name === task.taskRef?.name)?.spec
  return (definition?.steps ?? []).map(({ name }, index) => name ?? `unnamed-${String(index)}`)
}
