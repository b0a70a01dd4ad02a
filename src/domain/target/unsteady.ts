import type { ReplicaStatus } from './rollout.ts'

/** A replica that has run this long counts as steady again. */
const steadyMilliseconds = 10 * 60_000

/** Whether a replica restarted recently: it may serve now, but something is wrong with it. */
export function isUnsteady(
  { restarts, startedAt }: Pick<ReplicaStatus, 'restarts' | 'startedAt'>,
  now: number,
): boolean {
  return restarts > 0 && now - Date.parse(startedAt) < steadyMilliseconds
}
