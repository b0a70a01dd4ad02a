import { z } from 'zod'
import { paramTypeSchema, paramValueSchema } from '../values/params.ts'
import { sidecarSchema, stepSchema } from '../task.ts'
import { defaultResultLimit } from '../values/result-limit.ts'
import { taskRunStatusSchema } from '../run/status.ts'

/** How a step is isolated from the machine, by the program that does it; `process` means not at all. */
export const isolationSchema = z.enum(['process', 'bwrap', 'podman', 'docker'])
/** How a step is isolated from the host; `process` has the rights of the server. */
export type Isolation = z.infer<typeof isolationSchema>

/** A workspace of a TaskRun: a folder below the data directory's `workspaces/`, or a volume of the launch. */
export const workspaceMountSchema = z.object({
  name: z.string(),
  directory: z.string().optional(),
  volume: z.string().optional(),
  mountPath: z.string().optional(),
  readOnly: z.boolean().default(false),
})
export type WorkspaceMount = z.infer<typeof workspaceMountSchema>

/** A file of a volume: public text, or the value of a secret, which is passed separately. */
export const volumeFileSchema = z.object({
  path: z.string(),
  mode: z.number().int().optional(),
  text: z.string().optional(),
  secret: z.object({ name: z.string(), key: z.string() }).optional(),
})
export type VolumeFile = z.infer<typeof volumeFileSchema>

/** A volume of a TaskRun: an empty folder of this try, a folder below `workspaces/`, or read-only files kept in memory. */
export const launchVolumeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('empty'), name: z.string() }),
  z.object({ kind: z.literal('folder'), name: z.string(), directory: z.string() }),
  z.object({ kind: z.literal('files'), name: z.string(), files: z.array(volumeFileSchema) }),
])
export type LaunchVolume = z.infer<typeof launchVolumeSchema>

/**
 * A TaskRun as the local engine passes it to the supervisor. Parameters, context and results of other tasks are already replaced; references to paths
 * or to earlier steps (`$(workspaces.x.path)`, `$(results.x.path)`, `$(steps.s.results.r)`) are left to the executor. Secret values are passed
 * separately, stay in memory and are never written.
 */
export const taskLaunchSchema = z.object({
  namespace: z.string(),
  /** Deterministic name of the TaskRun. Launching the same name and retry again adopts the existing one. */
  name: z.string(),
  pipelineRun: z.string(),
  pipelineTask: z.string(),
  retry: z.number().int().nonnegative(),
  /** Equal for all tries of the same work; steps get it as `LINEWRIGHT_IDEMPOTENCY_KEY`. */
  idempotencyKey: z.string(),
  isolation: isolationSchema,
  /** With stepTemplate and StepActions merged in. `env` only holds literals and `secretKeyRef`s; every step has a name. */
  steps: z.array(stepSchema.extend({ name: z.string() })),
  sidecars: z.array(sidecarSchema).default([]),
  results: z.array(
    z.object({
      name: z.string(),
      type: paramTypeSchema,
      value: paramValueSchema.optional(),
      default: paramValueSchema.optional(),
      /** Keys that an object must have. */
      keys: z.array(z.string()).optional(),
    }),
  ),
  /** Limit for all results together, in bytes. */
  resultLimit: z.number().int().positive().default(defaultResultLimit),
  workspaces: z.array(workspaceMountSchema),
  volumes: z.array(launchVolumeSchema).default([]),
  /** Files of the service account, in the home of each step. */
  credentials: z.array(volumeFileSchema).default([]),
  /** Time-out of the whole TaskRun in milliseconds; absent means none. */
  timeoutMs: z.number().int().positive().optional(),
})
export type TaskLaunch = z.infer<typeof taskLaunchSchema>

/** A secret value that a step of the launch needs: name of the Secret, key in it, value. */
export interface SecretValue {
  readonly name: string
  readonly key: string
  readonly value: string
  /** Text that contains secrets and public words, such as a file of credentials; the secrets are masked separately. */
  readonly isComposed?: boolean | undefined
}

/** The supervisor's report on a TaskRun. `revision` grows with every change of any TaskRun and is the cursor of the watch. */
export const supervisedTaskRunSchema = z.object({
  namespace: z.string(),
  pipelineRun: z.string(),
  revision: z.number().int().nonnegative(),
  status: taskRunStatusSchema,
})
export type SupervisedTaskRun = z.infer<typeof supervisedTaskRunSchema>
