import type { DeploymentStatus } from '#contract/deployments.ts'
import { isUnsteady } from '#domain/target/unsteady.ts'
import { useHoldsNow } from '#ui/clock.ts'

/** Whether a replica of a Deployment has crashed recently. */
export function useUnsteady(running: DeploymentStatus['running']): boolean {
  return useHoldsNow((now) => running?.replicas.some((replica) => isUnsteady(replica, now)) === true)
}
