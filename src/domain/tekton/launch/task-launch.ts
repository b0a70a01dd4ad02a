import { z } from 'zod'
import { paramTypeSchema, paramValueSchema } from '../values/params.ts'
import { sidecarSchema, stepSchema } from '../task.ts'
import { defaultResultLimit } from '../values/result-limit.ts'
import { taskRunStatusSchema } from '../run/status.ts'

/** What keeps a step apart from the machine, by the program that does; `process` keeps it apart by nothing. */
export const isolationSchema = z.enum(['process', 'bwrap', 'podman', 'docker'])
/** How a step is kept apart from the host; `process` has the rights of the server. */
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

/** A file of a volume: text that anybody may read, or the value of a secret, which travels beside the launch. */
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
 * One TaskRun as the local engine hands it to the supervisor: parameters, context and results of other tasks are already replaced;
 * what depends on paths or on earlier steps (`$(workspaces.x.path)`, `$(results.x.path)`, `$(steps.s.results.r)`) is left to the executor.
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
  /** stepTemplate and StepActions are merged in; `env` holds literals and `secretKeyRef`s only; every step has a name. */
  steps: z.array(stepSchema.extend({ name: z.string() })),
  sidecars: z.array(sidecarSchema).default([]),
  results: z.array(
    z.object({
      name: z.string(),
      type: paramTypeSchema,
      value: paramValueSchema.optional(),
      default: paramValueSchema.optional(),
      /** What an object has to have. */
      keys: z.array(z.string()).optional(),
    }),
  ),
  /** Bytes that the results may have together. */
  resultLimit: z.number().int().positive().default(defaultResultLimit),
  workspaces: z.array(workspaceMountSchema),
  volumes: z.array(launchVolumeSchema).default([]),
  /** Files of the service account, below the home of each step. */
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
  /** Holds secrets that are masked by themselves between words that anybody may read, such as a file of credentials. */
  readonly isComposed?: boolean | undefined
}

/** What the supervisor says about a TaskRun; `revision` grows with every change of any TaskRun and is the cursor of the watch. */
export const supervisedTaskRunSchema = z.object({
  namespace: z.string(),
  pipelineRun: z.string(),
  revision: z.number().int().nonnegative(),
  status: taskRunStatusSchema,
})
export type SupervisedTaskRun = z.infer<typeof supervisedTaskRunSchema>
