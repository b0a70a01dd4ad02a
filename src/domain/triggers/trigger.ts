import { z } from 'zod'
import { timeZoneSchema } from '#domain/gates/rules.ts'
import { matchesAny } from './glob.ts'
import { parseCron } from './cron.ts'

const cronSchema = z
  .string()
  .max(200)
  .superRefine((text, context) => {
    const parsed = parseCron(text)
    if (!parsed.ok) context.addIssue({ code: 'custom', message: parsed.error.message })
  })

/** What makes a trigger fire: a push to a repository of the project, or a time. */
export const triggerCauseSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('push'),
    repository: z.string().min(1),
    /** Patterns of branch names, such as `main` and `release/*`. */
    branches: z.array(z.string().min(1).max(200)).min(1).max(50),
    /** Patterns of paths of which one must have changed; none: any will do. */
    paths: z.array(z.string().min(1).max(500)).max(50).default([]),
    /** Where the secret is kept that signs messages of a repository elsewhere. */
    secret: z.object({ environment: z.string(), key: z.string() }).optional(),
    /** Whether its steps may run without a sandbox although the push came from elsewhere (design 5.10). */
    isTrusted: z.boolean().default(false),
  }),
  z.object({ kind: z.literal('schedule'), cron: cronSchema, timeZone: timeZoneSchema }),
])
export type TriggerCause = z.infer<typeof triggerCauseSchema>

export const triggerFieldsSchema = z.object({
  name: z.string().trim().min(1).max(100),
  line: z.string().min(1),
  on: triggerCauseSchema,
  /** Inputs of the line; `$(push.commit)` and `$(push.branch)` stand for what was pushed. */
  inputs: z.record(z.string(), z.string().max(2000)).default({}),
  enabled: z.boolean().default(true),
})
export type TriggerFields = z.infer<typeof triggerFieldsSchema>

/** A trigger of a project: it belongs to one line. */
export const triggerSchema = triggerFieldsSchema.extend({ id: z.string(), project: z.string() })
export type Trigger = z.infer<typeof triggerSchema>

/** A branch that has changed. */
export interface Push {
  readonly branch: string
  readonly commit: string
  /** The commit before; absent for a new branch. */
  readonly before?: string
  /** Paths that the push has changed; absent when nobody knows. */
  readonly paths?: readonly string[]
  readonly by: string
}

/** Why a push does not fire a trigger; undefined when it does. */
export function reasonToIgnore({ on, enabled }: TriggerFields, push: Push): string | undefined {
  if (!enabled) return 'The trigger is switched off'
  if (on.kind !== 'push') return 'The trigger goes by time'
  if (!matchesAny(on.branches, push.branch)) return `The trigger does not follow the branch ${push.branch}`
  // A push of which nobody knows what it has changed starts a run rather than being missed.
  if (on.paths.length === 0 || push.paths === undefined) return undefined
  return push.paths.some((path) => matchesAny(on.paths, path))
    ? undefined
    : 'No path that the trigger follows has changed'
}

/** The inputs that a firing gives the run. */
export function inputsOf({ inputs }: Pick<TriggerFields, 'inputs'>, push: Push | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      name,
      value.replaceAll('$(push.commit)', push?.commit ?? '').replaceAll('$(push.branch)', push?.branch ?? ''),
    ]),
  )
}

export const firingSchema = z.object({
  id: z.string(),
  project: z.string(),
  trigger: z.string(),
  at: z.string(),
  /** What it was: `main 1a2b3c4`, the time that was due, or who asked for it. */
  cause: z.string(),
  result: z.enum(['started', 'known', 'ignored', 'refused']),
  run: z.object({ id: z.string(), number: z.number().int() }).optional(),
  reason: z.string().optional(),
})
/** One time that a trigger was looked at, and what came of it. */
export type Firing = z.infer<typeof firingSchema>
