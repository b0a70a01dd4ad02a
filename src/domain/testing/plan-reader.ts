import type { PipelineRun } from '../tekton/pipeline.ts'
import { second } from './run-builder.ts'
import type { TaskRunStatus } from '../tekton/run/status.ts'
import type { PlanInput } from '../tekton/plan/facts.ts'
import { planPipelineRun, type Plan } from '../tekton/plan/plan.ts'

/** Plans for tests: ten seconds after the beginning, nothing answered and nothing cancelled but what is given. */
export function plan(run: PipelineRun, taskRuns: readonly TaskRunStatus[] = [], more: Partial<PlanInput> = {}): Plan {
  return planPipelineRun({ run, taskRuns, answers: [], cancels: [], now: second(10), ...more })
}

/** Tasks that a plan starts; a try again says which it is. */
export function started({ launch }: Plan): string[] {
  return launch.map(({ task, retry }) => (retry === 0 ? task.name : `${task.name}/${retry}`))
}

/** Why a plan skips which tasks. */
export function skips({ status }: Plan): Record<string, string> {
  return Object.fromEntries(status.skippedTasks.map(({ name, reason }) => [name, reason]))
}

/** The condition that a run has by a plan. */
export function condition({ status }: Plan): string {
  return `${status.condition.status} ${status.condition.reason}`
}
