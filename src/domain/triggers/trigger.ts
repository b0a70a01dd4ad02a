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

const patterns = z.array(z.string().min(1).max(200)).max(50)

const pushCauseSchema = z
  .object({
    kind: z.literal('push'),
    repository: z.string().min(1),
    /** Patterns of branch names, such as `main` and `release/*`. */
    branches: patterns,
    /** Patterns of tag names, such as `v*`. */
    tags: patterns.default([]),
    /** Patterns of paths, one of which must have changed; empty: any change counts. */
    paths: z.array(z.string().min(1).max(500)).max(50).default([]),
    /** The secret that signs messages of a repository elsewhere. */
    secret: z.object({ environment: z.string(), key: z.string() }).optional(),
    /** Whether steps may run without a sandbox although the push came from outside. */
    isTrusted: z.boolean().default(false),
  })
  .refine(({ branches, tags }) => branches.length + tags.length > 0, {
    path: ['branches'],
    error: 'Name a branch or a tag',
  })

/** What makes a trigger fire: a push to a repository of the project, a run of another line that succeeds, or a time. */
export const triggerCauseSchema = z.discriminatedUnion('kind', [
  pushCauseSchema,
  z.object({ kind: z.literal('run'), line: z.string().min(1) }),
  z.object({ kind: z.literal('schedule'), cron: cronSchema, timeZone: timeZoneSchema }),
])
export type TriggerCause = z.infer<typeof triggerCauseSchema>

/** A trigger as people define it: what it waits for, and which line it starts with which inputs. */
export const triggerFieldsSchema = z.object({
  name: z.string().trim().min(1).max(100),
  line: z.string().min(1),
  on: triggerCauseSchema,
  /**
   * Inputs of the line. `$(push.commit)`, `$(push.branch)` and `$(push.tag)` stand for what was pushed; `$(run.number)` and `$(run.results.NAME)` for
   * number and results of the run before it.
   */
  inputs: z.record(z.string(), z.string().max(2000)).default({}),
  enabled: z.boolean().default(true),
})
export type TriggerFields = z.infer<typeof triggerFieldsSchema>

/** A project's trigger; it belongs to one line. */
export const triggerSchema = triggerFieldsSchema.extend({ id: z.string(), project: z.string() })
export type Trigger = z.infer<typeof triggerSchema>

/** A changed branch, or a new or moved tag. */
export interface Push {
  readonly kind: 'branch' | 'tag'
  /** Name of the branch or tag. */
  readonly ref: string
  readonly commit: string
  /** The commit before; absent for a new branch or tag. */
  readonly before?: string
  /** Changed paths; absent if unknown. */
  readonly paths?: readonly string[]
  readonly by: string
}

/** Whether a trigger follows a branch or tag. */
export function follows(
  { branches, tags }: z.infer<typeof pushCauseSchema>,
  { kind, ref }: Pick<Push, 'kind' | 'ref'>,
): boolean {
  return matchesAny(kind === 'tag' ? tags : branches, ref)
}

/** Why a push does not fire a trigger; undefined when it does. */
export function reasonToIgnore({ on, enabled }: TriggerFields, push: Push): string | undefined {
  if (!enabled) return 'The trigger is switched off'
  if (on.kind !== 'push') return 'The trigger does not follow pushes'
  if (!follows(on, push)) return `The trigger does not follow the ${push.kind} ${push.ref}`
  // A tag changes no paths. If the changed paths are unknown, starting a run is better than missing the push.
  if (push.kind === 'tag' || on.paths.length === 0 || push.paths === undefined) return undefined
  return push.paths.some((path) => matchesAny(on.paths, path))
    ? undefined
    : 'No path that the trigger follows has changed'
}

/** The values that inputs can take from the run that a trigger follows. */
export interface RunBefore {
  readonly number: number
  readonly results: readonly { readonly name: string; readonly value: string }[]
}

/** The inputs of the run that a firing starts; a reference without a value becomes empty. */
export function inputsOf(
  { inputs }: Pick<TriggerFields, 'inputs'>,
  { push, run }: { readonly push?: Push; readonly run?: RunBefore },
): Record<string, string> {
  const known = new Map([
    ['push.commit', push?.commit],
    [`push.${push?.kind ?? 'branch'}`, push?.ref],
    ['run.number', run === undefined ? undefined : String(run.number)],
    ...(run?.results ?? []).map(({ name, value }) => [`run.results.${name}`, value] as const),
  ])
  return Object.fromEntries(
    Object.entries(inputs).map(([name, text]) => [
      name,
      text.replaceAll(/\$\(((?:push|run)\.[\w.-]+)\)/g, (_, what: string) => known.get(what) ?? ''),
    ]),
  )
}

/** One evaluation of a trigger with its result; `at` is ISO 8601. */
export const firingSchema = z.object({
  id: z.string(),
  project: z.string(),
  trigger: z.string(),
  at: z.string(),
  /** `main 1a2b3c4`, `release #4`, the scheduled time, or the person who fired it. */
  cause: z.string(),
  result: z.enum(['started', 'known', 'ignored', 'refused']),
  run: z.object({ id: z.string(), number: z.number().int() }).optional(),
  reason: z.string().optional(),
})
/** One evaluation of a trigger with its result. */
export type Firing = z.infer<typeof firingSchema>
