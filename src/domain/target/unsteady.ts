import type { ReplicaStatus } from './rollout.ts'

/** A copy that has run so long is taken for steady again. */
const steadyMilliseconds = 10 * 60_000

/** Whether a copy of an application has fallen over a short while ago: it may serve now, and yet something is wrong with it. */
export function isUnsteady(
  { restarts, startedAt }: Pick<ReplicaStatus, 'restarts' | 'startedAt'>,
  now: number,
): boolean {
  return restarts > 0 && now - Date.parse(startedAt) < steadyMilliseconds
}
