import type { Evidence } from '#contract/gate-evidence.ts'
import { countChanges, diffRows } from '#ui/diff/diff-lines.ts'

/** Manifests that differ from what runs now, with how many lines came and went. */
export function changedManifests(evidence: Evidence) {
  return evidence.manifests
    .filter((manifest) => manifest.now !== manifest.after)
    .map((manifest) => ({
      ...manifest,
      id: `${manifest.application}/${manifest.path}`,
      ...countChanges(diffRows(manifest.now, manifest.after)),
    }))
}
