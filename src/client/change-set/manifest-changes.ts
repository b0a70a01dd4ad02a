import type { ManifestView } from '#contract/compile.ts'
import type { LineOrigin } from '#domain/manifests/line-origins.ts'

/** What a change set makes of one file; an empty text means that the file does not exist there. */
export interface ManifestChange {
  readonly path: string
  readonly before: string
  readonly after: string
  /** Where the lines behind come from. */
  readonly origins: readonly LineOrigin[]
}

/** A manifest of one side. */
export type Side = Pick<ManifestView, 'path' | 'text' | 'origins'>

/** The files that differ between two previews of a stage, in the order of their paths. */
export function changedManifests(before: readonly Side[], after: readonly Side[]): readonly ManifestChange[] {
  const old = new Map(before.map((side) => [side.path, side]))
  const next = new Map(after.map((side) => [side.path, side]))
  return [...new Set([...old.keys(), ...next.keys()])]
    .toSorted()
    .map((path) => ({
      path,
      before: old.get(path)?.text ?? '',
      after: next.get(path)?.text ?? '',
      origins: next.get(path)?.origins ?? [],
    }))
    .filter((file) => file.before !== file.after)
}
