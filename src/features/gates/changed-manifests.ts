import type { Evidence } from '#contract/gate-evidence.ts'
import { countChanges, diffRows } from '#ui/diff/diff-lines.ts'

/** The manifests that differ from what runs now, with their counts of added and removed lines. */
export function changedManifests(evidence: Evidence) {
  return evidence.manifests
    .filter((manifest) => manifest.now !== manifest.after)
    .map((manifest) => ({
      ...manifest,
      id: `${manifest.application}/${manifest.path}`,
      ...countChanges(diffRows(manifest.now, manifest.after)),
    }))
}
