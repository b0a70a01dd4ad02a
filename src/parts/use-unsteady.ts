import type { DeploymentStatus } from '#contract/deployments.ts'
import { isUnsteady } from '#domain/target/unsteady.ts'
import { useHoldsNow } from '#ui/clock.ts'

/** Whether a copy of what runs in a Deployment has fallen over a short while ago. */
export function useUnsteady(running: DeploymentStatus['running']): boolean {
  return useHoldsNow((now) => running?.replicas.some((replica) => isUnsteady(replica, now)) === true)
}
