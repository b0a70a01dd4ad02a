import { z } from 'zod'
import { distinct } from '#domain/distinct.ts'
import type { RunningNow } from '#domain/gates/evidence-digest.ts'
import type { Snapshot, StageSnapshot } from '../snapshot.ts'
import type { Run } from '../state.ts'
import { taggedImages, type ImageDigest } from './image-digests.ts'
import { stepSecrets } from '../stage/step-secrets.ts'

/**
 * Something that a snapshot cannot freeze, as it was in earlier attempts and as it is now. `kept`: it changed, but a retry uses the frozen value;
 * `differs`: a retry would get something else.
 */
export const retryConditionSchema = z.object({
  kind: z.enum(['secret', 'target', 'workspace', 'image', 'other']),
  name: z.string(),
  stage: z.string().optional(),
  before: z.string().optional(),
  after: z.string().optional(),
  /** Why it cannot be proven, if known. */
  reason: z.string().optional(),
  outcome: z.enum(['same', 'kept', 'differs', 'not-proven']),
  /** A retry is refused if it would differ without anybody noticing. */
  refuses: z.boolean(),
})
export type RetryCondition = z.infer<typeof retryConditionSchema>

/** The world in which a retry would run. */
export interface RetryWorld {
  readonly secrets: readonly {
    readonly key: string
    readonly environment: string
    readonly version: string
    readonly setAt: string
  }[]
  /** What runs in Deployments now, by `<app>/<deployment>`. */
  readonly running: Readonly<Record<string, RunningNow>>
  /** What the tags of its images stand for now, if they were known at its start. */
  readonly images?: readonly ImageDigest[]
  /** When the run's shared workspace was removed, if it was. */
  readonly workspaceRemovedAt?: string | undefined
}

/** Compares the world at the start of the run with the present one, for all stages that run again (all but `carried`). */
export function retryConditions(
  run: Run,
  snapshot: Snapshot,
  { carried, restarted = [] }: { readonly carried: readonly string[]; readonly restarted?: readonly string[] },
  world: RetryWorld,
): readonly RetryCondition[] {
  const left = snapshot.stages.filter(({ stage }) => !carried.includes(stage))
  return once([
    ...left.flatMap((stage) => secretConditions(run, stage, world)),
    ...left.flatMap((stage) => targetCondition(run, stage, world)),
    ...workspaceCondition(
      run,
      left.filter(({ stage }) => !restarted.includes(stage)),
      world,
    ),
    ...taggedImages(left).map((image) => imageCondition(image, run, world)),
    ...snapshot.notProven
      .filter((sentence) => !sentence.startsWith('The image '))
      .map((name) => notProven('other', name)),
  ])
}

/** Reports a condition of several stages only for the first of them. */
function once(conditions: readonly RetryCondition[]): readonly RetryCondition[] {
  return distinct(conditions, (condition) => JSON.stringify({ ...condition, stage: undefined }))
}

function secretConditions(run: Run, frozen: StageSnapshot, { secrets }: RetryWorld): readonly RetryCondition[] {
  const { stage, deployment, parameters } = frozen
  const here = secrets.filter(({ environment }) => environment === deployment.environment)
  const byVersion = parameters.flatMap(({ secret }): RetryCondition[] => {
    const own = here.find(({ key }) => key === secret?.key)
    if (secret?.version === undefined || own === undefined) return []
    const outcome = own.version === secret.version ? 'same' : 'kept'
    const versions = { before: secret.version, after: own.version }
    return [{ kind: 'secret', name: secret.key, stage, ...versions, outcome, refuses: false }]
  })
  const frozenKeys = new Set(byVersion.map(({ name }) => name))
  // A secret with several keys has no version of its own, nor does one that a step names: the step gets the newest.
  const named = [...stepSecrets(frozen), ...parameters.flatMap(({ secret }) => secret?.key ?? [])]
  const isNamed = (key: string): boolean =>
    !frozenKeys.has(key) && named.some((name) => key === name || key.startsWith(`${name}/`))
  const newer = here
    .filter(({ key, setAt }) => setAt > run.startedAt && isNamed(key))
    .map(({ key, setAt, version }): RetryCondition => {
      // If it was set for the first time, the step lacked it before.
      const isFirst = version === '1'
      const times = isFirst ? { after: setAt } : { before: run.startedAt, after: setAt }
      return { kind: 'secret', name: key, stage, ...times, outcome: 'differs', refuses: !isFirst }
    })
  return [...byVersion, ...newer]
}

/** Without its files, a stage cannot continue in the middle. One that starts over may need files of other stages, which nobody can tell. */
function workspaceCondition(
  run: Run,
  goOn: readonly StageSnapshot[],
  { workspaceRemovedAt }: RetryWorld,
): readonly RetryCondition[] {
  if (workspaceRemovedAt === undefined) return []
  const refuses = goOn.some(
    ({ stage }) => run.stages[stage]?.taskRuns.some(({ condition }) => condition.status === 'True') === true,
  )
  const times = { before: run.endedAt ?? run.startedAt, after: workspaceRemovedAt }
  return [{ kind: 'workspace', name: 'workspace', ...times, outcome: 'differs', refuses }]
}

/** Compares what runs in the Deployment with what ran when the stage's gate opened, if known; what this run delivered there is no change. */
function targetCondition(
  run: Run,
  { stage, deployment: { app, name } }: StageSnapshot,
  { running }: RetryWorld,
): readonly RetryCondition[] {
  const key = `${app}/${name}`
  const seen = Object.values(run.gates).flatMap(({ running: before }) =>
    before?.[key] === undefined ? [] : [before[key]],
  )
  const before = seen.at(-1)
  const now = running[key]
  if (before === undefined) return []
  const isSame = (now?.digest ?? '') === before || now?.run === run.id
  const digests = { before, after: now?.digest ?? '' }
  return [{ kind: 'target', name: key, stage, ...digests, outcome: isSame ? 'same' : 'differs', refuses: false }]
}

/** A changed tag is shown before anything runs again; whether a machine still has the old image does not matter here. */
function imageCondition(image: string, run: Run, { images = [] }: RetryWorld): RetryCondition {
  const [before, now] = [run.images ?? [], images].map((known) => known.find((one) => one.image === image))
  if (before?.digest !== undefined && now?.digest !== undefined) {
    const outcome = before.digest === now.digest ? 'same' : 'differs'
    return { kind: 'image', name: image, before: before.digest, after: now.digest, outcome, refuses: false }
  }
  const reason = (before?.digest === undefined ? before : now)?.reason
  return notProven('image', `The image ${image} is named by a tag`, reason)
}

function notProven(kind: 'image' | 'other', name: string, reason?: string): RetryCondition {
  return { kind, name, ...(reason === undefined ? {} : { reason }), outcome: 'not-proven', refuses: false }
}
