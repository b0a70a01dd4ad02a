import { z } from 'zod'
import { approvalAskSchema } from '../approval-ask.ts'
import { artifactSchema, artifactsSchema } from '../launch/artifacts.ts'
import { resultValueSchema } from '../values/params.ts'

/** The `Succeeded` condition of Tekton: `Unknown` while it runs, then `True` or `False`, always with a reason of Tekton's vocabulary. */
export const conditionSchema = z.object({
  status: z.enum(['Unknown', 'True', 'False']),
  reason: z.string(),
  message: z.string().optional(),
})
export type Condition = z.infer<typeof conditionSchema>

/** State of one step; times are ISO 8601 in UTC. `reason` is Tekton's `terminationReason`, or the reason why it waits. */
export const stepStatusSchema = z.object({
  name: z.string(),
  state: z.enum(['waiting', 'running', 'terminated']),
  exitCode: z.number().int().optional(),
  reason: z.string().optional(),
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
  /** What the step wrote for later steps. */
  results: z.array(resultValueSchema).optional(),
  /** What it used and made, as it said. */
  inputs: z.array(artifactSchema).optional(),
  outputs: z.array(artifactSchema).optional(),
})
export type StepStatus = z.infer<typeof stepStatusSchema>

/** Status of one TaskRun in Tekton's shape, the same for every engine. */
export const taskRunStatusSchema = z.object({
  /** Name of the TaskRun object: deterministic (`taskRunName`), `<pipelineRun>-<pipelineTask>` where that is unique; retries keep it. */
  name: z.string(),
  pipelineTask: z.string(),
  condition: conditionSchema,
  /** 0 for the first try, then 1 per retry; logs are kept per try. */
  retry: z.number().int().nonnegative(),
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
  steps: z.array(stepStatusSchema),
  results: z.array(resultValueSchema),
  /** Of an approval task: whom it asks, for what. */
  asks: approvalAskSchema.optional(),
  /** What its steps used and made, as they said, for provenance. */
  artifacts: artifactsSchema.optional(),
  /** Containers beside the steps, where the Task has any. */
  sidecars: z.array(stepStatusSchema).optional(),
  /** What the steps really ran in, as the engine saw it: `process`, `bwrap`, `podman`, `docker`, `pod`, `simulated`. */
  isolation: z.string().optional(),
})
export type TaskRunStatus = z.infer<typeof taskRunStatusSchema>

/**
 * The sidecars of a TaskRun by the names of their logs. They are stopped once the steps have ended: only one that ended by itself before that
 * says something by its exit code.
 */
export function sidecarLogs({ steps, sidecars = [] }: TaskRunStatus): readonly StepStatus[] {
  const isOver = steps.every(({ state }) => state === 'terminated')
  const lastStep =
    steps
      .map(({ finishedAt = '' }) => finishedAt)
      .toSorted()
      .at(-1) ?? ''
  return sidecars.map((sidecar) => {
    const wasStopped = sidecar.state === 'terminated' && isOver && (sidecar.finishedAt ?? '') >= lastStep
    return { ...sidecar, name: `sidecar-${sidecar.name}`, ...(wasStopped ? { exitCode: 0, reason: 'Completed' } : {}) }
  })
}

/** A task that did not run, with Tekton's reason for it. */
export const skippedTaskSchema = z.object({ name: z.string(), reason: z.string() })
export type SkippedTask = z.infer<typeof skippedTaskSchema>

/** Status of one PipelineRun in Tekton's shape; it has ended when `condition.status` is not `Unknown`. */
export const pipelineRunStatusSchema = z.object({
  condition: conditionSchema,
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
  /** Every try of every task that was started, earlier tries as entries of their own, in written order and by retry. */
  taskRuns: z.array(taskRunStatusSchema),
  skippedTasks: z.array(skippedTaskSchema),
  results: z.array(resultValueSchema),
})
export type PipelineRunStatus = z.infer<typeof pipelineRunStatusSchema>
