import { z } from 'zod'
import type { TriggerView } from '#contract/triggers.ts'
import { triggerFieldsSchema, type TriggerCause, type TriggerFields } from '#domain/triggers/trigger.ts'
import { splitNames } from '#domain/split-names.ts'

const kinds = ['push', 'run', 'schedule'] as const satisfies readonly TriggerCause['kind'][]

/** The contents of the trigger dialog while being typed. */
export const triggerDraftSchema = z.object({
  name: z.string(),
  line: z.string(),
  kind: z.enum(kinds),
  repository: z.string(),
  branches: z.string(),
  tags: z.string(),
  paths: z.string(),
  /** `<environment>/<key>`; empty for none. */
  secret: z.string(),
  isTrusted: z.boolean(),
  /** The line whose runs it follows. */
  after: z.string(),
  cron: z.string(),
  timeZone: z.string(),
  inputs: z.string(),
  enabled: z.boolean(),
})
export type TriggerDraft = Readonly<z.output<typeof triggerDraftSchema>>

export function draftOf(trigger: TriggerView | undefined, line: string): TriggerDraft {
  const on = trigger?.on
  const push = on?.kind === 'push' ? on : undefined
  const schedule = on?.kind === 'schedule' ? on : undefined
  const inputs = trigger?.inputs ?? usualInputs.push
  return {
    name: trigger?.name ?? '',
    line: trigger?.line ?? line,
    kind: on?.kind ?? 'push',
    repository: push?.repository ?? '',
    branches: (push?.branches ?? ['main']).join(', '),
    tags: (push?.tags ?? []).join(', '),
    paths: (push?.paths ?? []).join(', '),
    secret: push?.secret === undefined ? '' : `${push.secret.environment}/${push.secret.key}`,
    isTrusted: push?.isTrusted ?? false,
    after: on?.kind === 'run' ? on.line : '',
    cron: schedule?.cron ?? '30 6 * * 1-5',
    timeZone: schedule?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    inputs: writeInputs(inputs),
    enabled: trigger?.enabled ?? true,
  }
}

// A branch rather than a commit: a line may build several repositories, and each run pins their commits when it begins.
const usualInputs = { push: { gitRevision: '$(push.branch)' }, run: {}, schedule: {} } as const

/** The draft for another kind of cause. Inputs that are still the old kind's defaults become the new one's. */
export function withKind(draft: TriggerDraft, kind: TriggerDraft['kind']): TriggerDraft {
  const isUsual = draft.inputs === writeInputs(usualInputs[draft.kind])
  return { ...draft, kind, inputs: isUsual ? writeInputs(usualInputs[kind]) : draft.inputs }
}

function writeInputs(inputs: Readonly<Record<string, string>>): string {
  return Object.entries(inputs)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')
}

/** The trigger that a draft describes; undefined while something is missing or wrong. */
export function fieldsOf(draft: TriggerDraft): TriggerFields | undefined {
  const { name, line, kind, repository, cron, timeZone, enabled, isTrusted } = draft
  const inputs = readInputs(draft.inputs)
  if (inputs === undefined) return undefined
  const slash = draft.secret.indexOf('/')
  const secret =
    slash === -1 ? {} : { secret: { environment: draft.secret.slice(0, slash), key: draft.secret.slice(slash + 1) } }
  const causes = {
    push: {
      ...{
        kind,
        repository,
        branches: splitNames(draft.branches),
        tags: splitNames(draft.tags),
        paths: splitNames(draft.paths),
      },
      ...{ isTrusted, ...secret },
    },
    run: { kind, line: draft.after },
    schedule: { kind, cron, timeZone },
  }
  return triggerFieldsSchema.safeParse({ name, line, on: causes[kind], inputs, enabled }).data
}

/** Lines of `name=value`; undefined if one is not of that form. */
export function readInputs(text: string): Record<string, string> | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const pairs = lines.map((line) => /^\s*([^=\s]+)\s*=(.*)$/.exec(line))
  if (pairs.includes(null)) return undefined
  return Object.fromEntries(pairs.flatMap((pair) => (pair === null ? [] : [[pair[1] ?? '', (pair[2] ?? '').trim()]])))
}
