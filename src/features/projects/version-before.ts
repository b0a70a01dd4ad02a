import type { DeploymentStatus } from '#contract/deployments.ts'

type Rollout = DeploymentStatus['history'][number]

/** The version that served before the one that runs now: the newest rollout behind it that got ready and brought something else. */
export function versionBefore({
  running,
  history,
}: Pick<DeploymentStatus, 'running' | 'history'>): Rollout | undefined {
  if (running === undefined) return undefined
  const isNow = ({ origin }: Rollout): boolean =>
    origin.run === running.origin.run && origin.stage === running.origin.stage
  const now = history.findIndex((rollout) => isNow(rollout) && rollout.state === 'ready')
  if (now === -1) return undefined
  return history.slice(now + 1).find((rollout) => rollout.state === 'ready' && !isNow(rollout))
}
