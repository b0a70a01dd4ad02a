import type { PipelineRun } from '../tekton/pipeline.ts'
import { second } from './run-builder.ts'
import type { TaskRunStatus } from '../tekton/run/status.ts'
import type { PlanInput } from '../tekton/plan/facts.ts'
import { planPipelineRun, type Plan } from '../tekton/plan/plan.ts'

/** Plans a run for tests, ten seconds after its start, without answers or cancellations unless given. */
export function plan(run: PipelineRun, taskRuns: readonly TaskRunStatus[] = [], more: Partial<PlanInput> = {}): Plan {
  return planPipelineRun({ run, taskRuns, answers: [], cancels: [], now: second(10), ...more })
}

/** Returns the tasks that a plan starts; a retry carries its number. */
export function started({ launch }: Plan): string[] {
  return launch.map(({ task, retry }) => (retry === 0 ? task.name : `${task.name}/${retry}`))
}

/** Returns the reasons for skipped tasks, by task. */
export function skips({ status }: Plan): Record<string, string> {
  return Object.fromEntries(status.skippedTasks.map(({ name, reason }) => [name, reason]))
}

/** Returns the run's condition in a plan. */
export function condition({ status }: Plan): string {
  return `${status.condition.status} ${status.condition.reason}`
}
