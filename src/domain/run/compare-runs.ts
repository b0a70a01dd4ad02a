import type { ResolvedParameter } from '#domain/parameters/resolved.ts'
import type { Snapshot, StageSnapshot } from './snapshot.ts'
import type { Run, StageRun } from './state.ts'
import { stageDuration } from './times/times.ts'

/** A run with its snapshot. */
export interface FrozenRun {
  readonly run: Run
  readonly snapshot: {
    readonly inputs: Snapshot['inputs']
    readonly stages: readonly Pick<StageSnapshot, 'stage' | 'parameters' | 'commits'>[]
  }
}

/** A named value in both runs; undefined where a run has none. */
export interface ValueChange {
  readonly name: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/** A stage in two runs; `before` or `after` is undefined if that run has no such stage. */
export interface StageComparison {
  readonly stage: string
  readonly before: StageRun | undefined
  readonly after: StageRun | undefined
  /** Undefined for a stage that has not ended. */
  readonly milliseconds: { readonly before: number | undefined; readonly after: number | undefined }
  readonly sameDigest: boolean
  /** Whether a run has not got far enough to know its values and manifests; these are left out then. */
  readonly isEarly: boolean
  readonly values: readonly ValueChange[]
  readonly commits: readonly ValueChange[]
  readonly manifests: readonly ValueChange[]
}

/** The differences between two runs of a line. */
export interface RunComparison {
  readonly inputs: readonly ValueChange[]
  readonly stages: readonly StageComparison[]
}

/** Compares two runs of a line: inputs, and for each stage of either run its state, duration, values, commits and generated manifests. */
export function compareRuns(before: FrozenRun, after: FrozenRun): RunComparison {
  const names = [...new Set([...after.snapshot.stages, ...before.snapshot.stages].map(({ stage }) => stage))]
  return {
    inputs: changes(new Map(Object.entries(before.snapshot.inputs)), new Map(Object.entries(after.snapshot.inputs))),
    stages: names.map((name) => compareStage(name, before, after)),
  }
}

function compareStage(name: string, before: FrozenRun, after: FrozenRun): StageComparison {
  const [left, right] = [before.run.stages[name], after.run.stages[name]]
  const isEarly = left?.digest === undefined || right?.digest === undefined
  const unknown = new Set([...laterOf(before, name), ...laterOf(after, name)])
  return {
    stage: name,
    before: left,
    after: right,
    milliseconds: { before: stageDuration(left), after: stageDuration(right) },
    sameDigest: !isEarly && left.digest === right.digest,
    isEarly,
    values: changes(valuesOf(before, name), valuesOf(after, name)).filter((change) => !unknown.has(change.name)),
    commits: changes(commitsOf(before, name), commitsOf(after, name)),
    manifests: isEarly ? [] : changes(manifestsOf(left), manifestsOf(right)),
  }
}

function parametersOf({ run, snapshot }: FrozenRun, name: string): readonly ResolvedParameter[] {
  const known = run.stages[name]?.parameters ?? []
  return known.length > 0 ? known : (snapshot.stages.find(({ stage }) => stage === name)?.parameters ?? [])
}

/** Placeholders for values that come from results of earlier stages. */
function laterOf(frozen: FrozenRun, name: string): readonly string[] {
  return parametersOf(frozen, name).flatMap((parameter) => (parameter.state === 'later' ? [parameter.name] : []))
}

function valuesOf(frozen: FrozenRun, name: string): ReadonlyMap<string, string> {
  // Secrets are compared by reference; values are not available here.
  return new Map(
    parametersOf(frozen, name).flatMap(({ name: parameter, value, secret }) => {
      const shown =
        secret === undefined ? value : `${secret.key}${secret.version === undefined ? '' : `@${secret.version}`}`
      return shown === undefined ? [] : [[parameter, shown] as const]
    }),
  )
}

function commitsOf({ snapshot }: FrozenRun, name: string): ReadonlyMap<string, string> {
  const commits = snapshot.stages.find(({ stage }) => stage === name)?.commits ?? []
  return new Map(commits.map(({ url, commit }) => [url, commit]))
}

function manifestsOf(stage: StageRun | undefined): ReadonlyMap<string, string> {
  return new Map((stage?.manifests ?? []).map(({ path, text }) => [path, text]))
}

function changes(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): ValueChange[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => before.get(name) !== after.get(name))
    .map((name) => ({ name, before: before.get(name), after: after.get(name) }))
}

const changing: readonly (readonly [RegExp, string])[] = [
  [/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?/g, '<time>'],
  [/\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}\d{1,2} (?:\d\d:\d\d(?::\d\d)?| ?\d{4})\b/g, '<time>'],
  [/\b\d\d:\d\d:\d\d(?:[.,]\d+)?\b/g, '<time>'],
  [/\b\d+(?:\.\d+)?\s?(?:ms|s|min)\b/g, '<duration>'],
  [/\b[0-9a-f]{40}\b|\bsha256:[0-9a-f]{64}\b/g, '<digest>'],
  [/\bpid[ =:]\d+\b/gi, 'pid <number>'],
]

/** A log line without the parts that differ in every run (times, durations, digests, process ids), so that logs can be compared. */
export function comparableLine(text: string): string {
  return changing.reduce((line, [pattern, word]) => line.replace(pattern, word), text)
}
