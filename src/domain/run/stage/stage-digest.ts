import { dataDigest } from '#domain/manifests/canonical-json.ts'
import type { ResolvedParameter } from '#domain/parameters/resolved.ts'
import type { Snapshot, StageSnapshot } from '../snapshot.ts'

/**
 * The identity of a stage, as `sha256:<hex>`: definitions, effective values, secret references, manifests, adapter modules and pinned commits, but no
 * generated names. Image digests are part of values and manifests.
 */
export function stageDigest(
  snapshot: Snapshot,
  stage: StageSnapshot,
  parameters: readonly ResolvedParameter[],
  manifests: readonly { readonly path: string; readonly text: string }[],
): string {
  return dataDigest({
    pipeline: stage.pipeline,
    tasks: [...stage.tasks].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1)),
    deployment: stage.deployment,
    values: parameters.map(({ name, value, secret }) => ({ name, value, secret })),
    // Author and message of a commit follow from its id.
    commits: stage.commits.map(({ parameter, url, revision, commit }) => ({ parameter, url, revision, commit })),
    modules: snapshot.modules,
    manifests,
  })
}
