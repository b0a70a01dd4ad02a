import type { DeploymentStatus } from '#contract/deployments.ts'

type Rollout = DeploymentStatus['history'][number]

/**
 * Whether two rollouts brought the same: they are of one stage of a run, or definitions, values and manifests are
 * equal.
 */
export function isSameRelease(a: Rollout['origin'], b: Rollout['origin']): boolean {
  const isOneStage = a.run === b.run && a.stage === b.stage
  return isOneStage || (a.stageDigest !== '' && a.stageDigest === b.stageDigest)
}

/**
 * The version that served before the running one: the newest earlier rollout that became ready and brought something
 * else.
 */
export function versionBefore({
  running,
  history,
}: Pick<DeploymentStatus, 'running' | 'history'>): Rollout | undefined {
  if (running === undefined) return undefined
  const isNow = ({ origin }: Rollout): boolean => isSameRelease(origin, running.origin)
  const now = history.findIndex((rollout) => isNow(rollout) && rollout.state === 'ready')
  if (now === -1) return undefined
  return history.slice(now + 1).find((rollout) => rollout.state === 'ready' && !isNow(rollout))
}
