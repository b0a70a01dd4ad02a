import type { PipelineRun } from '../pipeline.ts'
import type { PipelineTask } from '../task.ts'

/** A pipeline task with its path in the run. */
export interface PlacedTask {
  readonly task: PipelineTask
  readonly path: string
  readonly isFinal: boolean
}

/** All pipeline tasks of a run, `finally` tasks last. */
export function placedTasks({ spec }: PipelineRun): readonly PlacedTask[] {
  const { tasks, finally: finals = [] } = spec.pipelineSpec
  return [
    ...tasks.map((task, index) => ({ task, path: `spec.pipelineSpec.tasks[${index}]`, isFinal: false })),
    ...finals.map((task, index) => ({ task, path: `spec.pipelineSpec.finally[${index}]`, isFinal: true })),
  ]
}
