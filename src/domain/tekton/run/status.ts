import { z } from 'zod'
import { approvalAskSchema } from '../approval-ask.ts'
import { artifactSchema, artifactsSchema } from '../launch/artifacts.ts'
import { resultValueSchema } from '../values/params.ts'

/** Tekton's `Succeeded` condition: `Unknown` while it runs, then `True` or `False`, always with one of Tekton's reasons. */
export const conditionSchema = z.object({
  status: z.enum(['Unknown', 'True', 'False']),
  reason: z.string(),
  message: z.string().optional(),
})
export type Condition = z.infer<typeof conditionSchema>

/** State of a step; times are ISO 8601 in UTC. `reason` is Tekton's `terminationReason`, or the reason why it waits. */
export const stepStatusSchema = z.object({
  name: z.string(),
  state: z.enum(['waiting', 'running', 'terminated']),
  exitCode: z.number().int().optional(),
  reason: z.string().optional(),
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
  /** Results for later steps. */
  results: z.array(resultValueSchema).optional(),
  /** Artifacts that it reported as used and made. */
  inputs: z.array(artifactSchema).optional(),
  outputs: z.array(artifactSchema).optional(),
})
export type StepStatus = z.infer<typeof stepStatusSchema>

/** Status of a TaskRun in Tekton's shape, the same for all engines. */
export const taskRunStatusSchema = z.object({
  /** Deterministic name of the TaskRun (`taskRunName`): `<pipelineRun>-<pipelineTask>` if that is unique; retries keep it. */
  name: z.string(),
  pipelineTask: z.string(),
  condition: conditionSchema,
  /** 0 for the first try, plus 1 per retry; each try has its own logs. */
  retry: z.number().int().nonnegative(),
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
  steps: z.array(stepStatusSchema),
  results: z.array(resultValueSchema),
  /** For an approval task: whom it asks, and what. */
  asks: approvalAskSchema.optional(),
  /** Artifacts that its steps reported as used and made, for provenance. */
  artifacts: artifactsSchema.optional(),
  /** Containers beside the steps, if the Task has any. */
  sidecars: z.array(stepStatusSchema).optional(),
  /** The actual isolation of its steps, as seen by the engine: `process`, `bwrap`, `podman`, `docker`, `pod`, `simulated`. */
  isolation: z.string().optional(),
})
export type TaskRunStatus = z.infer<typeof taskRunStatusSchema>

/**
 * The sidecars of a TaskRun, named by their logs. They are stopped after the steps, so only the exit code of a sidecar that ended earlier by itself
 * means something.
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

/** A task that did not run, with Tekton's reason. */
export const skippedTaskSchema = z.object({ name: z.string(), reason: z.string() })
export type SkippedTask = z.infer<typeof skippedTaskSchema>

/** Status of a PipelineRun in Tekton's shape; it has ended if `condition.status` is not `Unknown`. */
export const pipelineRunStatusSchema = z.object({
  condition: conditionSchema,
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
  /** All tries of all started tasks, in written order and by retry. */
  taskRuns: z.array(taskRunStatusSchema),
  skippedTasks: z.array(skippedTaskSchema),
  results: z.array(resultValueSchema),
})
export type PipelineRunStatus = z.infer<typeof pipelineRunStatusSchema>
