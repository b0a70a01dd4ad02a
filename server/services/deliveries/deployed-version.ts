import type { StageSnapshot } from '#domain/run/snapshot.ts'
import type { RolloutOrigin } from '#domain/target/rollout.ts'
import type { TargetRef } from '#domain/target/target-messages.ts'

/** The version in a Deployment to which a release is compared. */
export interface DeployedVersion {
  readonly target: Pick<TargetRef, 'application' | 'deployment'>
  readonly origin: RolloutOrigin
  readonly since: string
  readonly documents: readonly string[]
  readonly digest: string
  /** Applied by a run to a target that is not queried, such as a cluster elsewhere. */
  readonly isElsewhere?: true
  /**
   * The Pipeline that applied it. Several Pipelines of one Deployment each apply a part, and leave the others' alone.
   */
  readonly pipeline?: string
}

/** Key of a Deployment within its project: `<app>/<deployment>`. */
export function deploymentKey({ application, deployment }: DeployedVersion['target']): string {
  return `${application}/${deployment}`
}

/** What a stage is compared with: of versions elsewhere, only the part that its own Pipeline applied. */
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
