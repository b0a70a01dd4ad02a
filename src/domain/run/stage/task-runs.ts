import type { PipelineRun } from '#domain/tekton/pipeline.ts'
import type { TaskRunStatus } from '#domain/tekton/run/status.ts'

/** Replaces the status with the same name and try, or appends it. */
export function takeTaskRun(known: readonly TaskRunStatus[], status: TaskRunStatus): TaskRunStatus[] {
  const at = known.findIndex(({ name, retry }) => name === status.name && retry === status.retry)
  return at === -1 ? [...known, status] : known.with(at, status)
}

/** Statuses from an earlier attempt that still hold: those of tasks that the new PipelineRun does not run again. */
export function carriedTaskRuns(known: readonly TaskRunStatus[], { spec }: PipelineRun): TaskRunStatus[] {
  const { tasks, finally: finals = [] } = spec.pipelineSpec
  const again = new Set([...tasks, ...finals].map(({ name }) => name))
  // Tasks of a nested Pipeline (`<task>/<task of the child>`) follow the task that runs it.
  return known.filter(({ pipelineTask }) => !again.has(pipelineTask.split('/', 1)[0] ?? ''))
}
