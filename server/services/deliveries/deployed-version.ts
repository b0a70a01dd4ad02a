import type { StageSnapshot } from '#domain/run/snapshot.ts'
import type { RolloutOrigin } from '#domain/target/rollout.ts'
import type { TargetRef } from '#domain/target/target-messages.ts'

/** The version in a Deployment that a release is compared with. */
export interface DeployedVersion {
  readonly target: Pick<TargetRef, 'application' | 'deployment'>
  readonly origin: RolloutOrigin
  readonly since: string
  readonly documents: readonly string[]
  readonly digest: string
  /** A run has applied it to a target that is not asked, such as a cluster elsewhere. */
  readonly isElsewhere?: true
  /** The Pipeline that applied it there: several of one Deployment each apply a part, and take nothing of the others away. */
  readonly pipeline?: string
}

/** A Deployment among those of its project: `<app>/<deployment>`. */
export function deploymentKey({ application, deployment }: DeployedVersion['target']): string {
  return `${application}/${deployment}`
}

/** What a stage finds in its Deployment: of what was applied elsewhere, the part of its own Pipeline. */
export function foundBy(
  { deployment: { app, name }, pipeline }: Pick<StageSnapshot, 'deployment' | 'pipeline'>,
  versions: readonly DeployedVersion[],
): DeployedVersion | undefined {
  return versions.find(
    (version) =>
      version.target.application === app &&
      version.target.deployment === name &&
      (version.pipeline ?? pipeline.metadata.name) === pipeline.metadata.name,
  )
}
