import { distinct } from '#domain/distinct.ts'
import type { Finding, Place } from '#domain/problem.ts'
import type { Result } from '#domain/result.ts'
import type { Bundle } from '#domain/tekton/bundle/bundle.ts'
import type { WrittenObject } from '#domain/tekton/bundle/documents.ts'
import type { InlinedRun, RefusedRun } from '#domain/tekton/bundle/inline-run.ts'
import { placeFinding } from '#domain/tekton/bundle/written-place.ts'
import type { PipelineRun } from '#domain/tekton/pipeline.ts'

/** A run of a file, as far as it was readable. */
export interface ReadRun extends Pick<InlinedRun, 'sources'> {
  readonly document: WrittenObject
  readonly run: PipelineRun | undefined
  /** Errors in how it is written, and missing references. */
  readonly errors: readonly Finding[]
}

export type FindIn = (run: PipelineRun) => readonly Finding[]

export function asReadRun(document: WrittenObject, found: Result<InlinedRun, RefusedRun>): ReadRun {
  if (found.ok) return { document, ...found.value, errors: [] }
  const { findings, rest } = found.error
  return { document, run: rest?.run, sources: rest?.sources ?? new Map(), errors: findings }
}

/** Makes a check that reports all errors of a file's runs at once, in written order; warnings only of runs without errors, each once. */
export function createCheck(
  runs: readonly ReadRun[],
  bundle: Pick<Bundle, 'written' | 'errors'>,
  warn: (warnings: readonly Finding[]) => void,
): (find: FindIn) => readonly Finding[] {
  return (find) => {
    const errors = [...bundle.errors]
    for (const { document, run, errors: known } of runs) {
      const found = (run === undefined ? [] : find(run)).map((finding) => placeFinding(finding, document, bundle))
      const others = found.filter(
        ({ severity, place }) =>
          severity === 'error' && ![...bundle.errors, ...known].some((one) => follows(place, one)),
      )
      errors.push(...known, ...others)
      if (known.length + others.length === 0) warn(distinct(found))
    }
    // Report a Task that several tasks refer to only once.
    return distinct(errors).toSorted((a, b) => lineOf(a) - lineOf(b))
  }
}

/** Whether an error follows from a known one: at the same field, inside it, or around it, or in what a broken reference should have brought. */
function follows({ path = '' }: Place, { place: { path: known = '' } }: Finding): boolean {
  const [, before, kind] = /^(.*\.)(task|pipeline)Ref\b/.exec(known) ?? []
  if (before !== undefined && kind !== undefined && path.startsWith(`${before}${kind}Spec`)) return true
  const inside = path.slice(known.length)
  const beside = known.slice(path.length)
  return (
    (path.startsWith(known) && (inside === '' || /^[.[]/.test(inside))) ||
    (path !== '' && known.startsWith(path) && /^(\.\w+){1,2}$/.test(beside))
  )
}

function lineOf({ place }: Finding): number {
  return place.line ?? 0
}
