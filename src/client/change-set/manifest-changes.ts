import type { ManifestView } from '#contract/compile.ts'
import type { LineOrigin } from '#domain/manifests/line-origins.ts'
import { pairManifests } from '#domain/manifests/pair-manifests.ts'
import type { Finding } from '#domain/problem.ts'

/** One file before and after a change set; an empty text means that the file does not exist on that side. */
export interface ManifestChange {
  readonly path: string
  readonly before: string
  readonly after: string
  /** Where the lines of the side after come from. */
  readonly origins: readonly LineOrigin[]
}

/** A manifest of one side. */
export type Side = Pick<ManifestView, 'path' | 'group' | 'text' | 'origins'>

/** The files that differ between two previews of a stage, in the order of their paths. */
export function changedManifests(
  before: readonly Omit<Side, 'group'>[],
  after: readonly Omit<Side, 'group'>[],
): readonly ManifestChange[] {
  return pairManifests(before, after)
    .map(({ path, before: old, after: next }) => ({
      path,
      before: old?.text ?? '',
      after: next?.text ?? '',
      origins: next?.origins ?? [],
    }))
    .filter((file) => file.before !== file.after)
}

/** The manifests of one side of a stage, and its findings. */
export interface StageManifests {
  readonly manifests: readonly Side[]
  readonly findings: readonly Finding[]
}

/** A side without the stage. */
export const noManifests: StageManifests = { manifests: [], findings: [] }

export interface StageChanges {
  readonly files: readonly ManifestChange[]
  /** Why the stage's manifests can no longer be generated: its files are then unknown, not deleted. */
  readonly faults: readonly Finding[]
}

/** What changes between two previews of a stage, of which the second one may not compile. */
export function stageChanges(before: StageManifests, after: StageManifests): StageChanges {
  const isApplied = ({ group }: Side): boolean => group === 'kubernetes'
  const errors = after.findings.filter(({ severity }) => severity === 'error')
  const isBroken = errors.length > 0 && !after.manifests.some(isApplied)
  const known = isBroken ? before.manifests.filter((side) => !isApplied(side)) : before.manifests
  return { files: changedManifests(known, after.manifests), faults: isBroken ? errors : [] }
}
