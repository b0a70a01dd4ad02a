import { z } from 'zod'
import { paramTypeSchema } from './params.ts'
import { stepSchema } from './task.ts'
import { taskRunStatusSchema } from './status.ts'

export const isolationSchema = z.enum(['process', 'bwrap'])
/** How a step is kept apart from the host; `process` has the rights of the server (design 5.10). */
export type Isolation = z.infer<typeof isolationSchema>

/** A workspace of a TaskRun, as a folder below the data directory's `workspaces/`. */
export const workspaceMountSchema = z.object({
  name: z.string(),
  directory: z.string(),
  mountPath: z.string().optional(),
  readOnly: z.boolean().default(false),
})
export type WorkspaceMount = z.infer<typeof workspaceMountSchema>

/**
 * One TaskRun as the local engine hands it to the supervisor: parameters, context and results of other tasks are already replaced;
 * what depends on paths (`$(workspaces.x.path)`, `$(results.x.path)`, `$(steps.step-x.exitCode.path)`) is left to the executor.
 * Secret values travel beside it, in memory only, and are written nowhere.
 */
export const taskLaunchSchema = z.object({
  namespace: z.string(),
  /** Deterministic name of the TaskRun. Launching the same name and retry again adopts what is there. */
  name: z.string(),
  pipelineRun: z.string(),
  pipelineTask: z.string(),
  retry: z.number().int().nonnegative(),
  /** Equal for all tries of the same work, given to steps as `LINEWRIGHT_IDEMPOTENCY_KEY`. */
  idempotencyKey: z.string(),
  isolation: isolationSchema,
  /** stepTemplate is merged in; `env` holds literals and `secretKeyRef`s only; every step has a name. */
  steps: z.array(stepSchema.extend({ name: z.string() })),
  results: z.array(z.object({ name: z.string(), type: paramTypeSchema })),
  workspaces: z.array(workspaceMountSchema),
  /** Time-out of the whole TaskRun in milliseconds; absent means none. */
  timeoutMs: z.number().int().positive().optional(),
})
export type TaskLaunch = z.infer<typeof taskLaunchSchema>

/** A secret value that a step of the launch needs: name of the Secret, key in it, value. */
export interface SecretValue {
  readonly name: string
  readonly key: string
  readonly value: string
}

/** What the supervisor says about a TaskRun; `revision` grows with every change of any TaskRun and is the cursor of the watch. */
export const supervisedTaskRunSchema = z.object({
  namespace: z.string(),
  revision: z.number().int().nonnegative(),
  status: taskRunStatusSchema,
})
export type SupervisedTaskRun = z.infer<typeof supervisedTaskRunSchema>
