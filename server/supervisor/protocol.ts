import { z } from 'zod'
import { isolationSchema, supervisedTaskRunSchema, taskLaunchSchema } from '#domain/tekton/launch/task-launch.ts'

/** Incremented when an older client and a newer supervisor (or the reverse) would misunderstand each other; independent of the product's version. */
export const protocolVersion = 3

/** Exit code if another supervisor has the lock of the data directory. */
export const alreadyRunning = 3

/** A client's first question: who is there, with which protocol, and is it busy? */
export const helloSchema = z.object({
  protocol: z.number().int(),
  pid: z.number().int(),
  /** Different for every start of a supervisor. */
  instance: z.string(),
  /** How many TaskRuns have not ended. */
  running: z.number().int().nonnegative(),
})
export type Hello = z.infer<typeof helloSchema>

/** Names become folders and files, so none may start with a dot or contain a slash. */
const fileNameSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,200}$/, 'must be a plain name of letters, digits, dots and hyphens')

export const secretValueSchema = z.object({
  name: z.string(),
  key: z.string(),
  value: z.string(),
  isComposed: z.boolean().optional(),
})

const launchSchema = taskLaunchSchema.superRefine((launch, context) => {
  const names: readonly (readonly [string, string])[] = [
    ['namespace', launch.namespace],
    ['name', launch.name],
    ['pipelineRun', launch.pipelineRun],
    ...launch.steps.map((step): readonly [string, string] => ['steps', step.name]),
    ...launch.sidecars.map((sidecar): readonly [string, string] => ['sidecars', sidecar.name]),
    ...launch.volumes.map((volume): readonly [string, string] => ['volumes', volume.name]),
    ...launch.results.map((result): readonly [string, string] => ['results', result.name]),
  ]
  for (const [field, name] of names) {
    if (!fileNameSchema.safeParse(name).success)
      context.addIssue({ code: 'custom', path: [field], message: `"${name}" is not a plain name` })
  }
})

export const launchRequestSchema = z.object({ launch: launchSchema, secrets: z.array(secretValueSchema) })
export const cancelRequestSchema = z.object({ namespace: z.string(), name: z.string() })
export const pipelineRunQuerySchema = z.object({ namespace: z.string(), pipelineRun: z.string() })
export const watchQuerySchema = z.object({ after: z.coerce.number().int().nonnegative() })

export const isolationsSchema = z.array(z.object({ isolation: isolationSchema, caution: z.string().optional() }))
export const taskRunListSchema = z.array(supervisedTaskRunSchema)
/** One line of the watch: a change, or a sign of life. */
export const watchLineSchema = z.union([
  z.object({ change: supervisedTaskRunSchema }),
  z.object({ alive: z.literal(true) }),
])
export type WatchLine = z.infer<typeof watchLineSchema>

/** How often the watch says that it is alive, in milliseconds. */
export const aliveEveryMs = 10_000
