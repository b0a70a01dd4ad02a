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
}

/** A Deployment among those of its project: `<app>/<deployment>`. */
export function deploymentKey({ application, deployment }: DeployedVersion['target']): string {
  return `${application}/${deployment}`
}
