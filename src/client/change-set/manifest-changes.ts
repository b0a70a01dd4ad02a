import type { ManifestView } from '#contract/compile.ts'

/** What a change set makes of one file; an empty text means that the file does not exist there. */
export interface ManifestChange {
  readonly path: string
  readonly before: string
  readonly after: string
}

type Side = Pick<ManifestView, 'path' | 'text'>

/** The files that differ between two previews of a stage, in the order of their paths. */
export function changedManifests(before: readonly Side[], after: readonly Side[]): readonly ManifestChange[] {
  const old = new Map(before.map(({ path, text }) => [path, text]))
  const next = new Map(after.map(({ path, text }) => [path, text]))
  return [...new Set([...old.keys(), ...next.keys()])]
    .toSorted()
    .map((path) => ({ path, before: old.get(path) ?? '', after: next.get(path) ?? '' }))
    .filter((file) => file.before !== file.after)
}
