import type { TaskRunStatus } from '#domain/tekton/run/status.ts'
import type { TaskLaunch } from '#domain/tekton/launch/task-launch.ts'

/** Status of a TaskRun that was accepted but has not begun. */
export function initialStatus(launch: TaskLaunch, at: string): TaskRunStatus {
  return {
    name: launch.name,
    pipelineTask: launch.pipelineTask,
    retry: launch.retry,
    condition: { status: 'Unknown', reason: 'Running' },
    startedAt: at,
    steps: launch.steps.map(({ name }) => ({ name, state: 'waiting' })),
    results: [],
    isolation: launch.isolation,
  }
}
