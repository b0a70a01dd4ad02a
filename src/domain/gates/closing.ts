import type { Gate } from '#domain/line/line.ts'
import type { GateRun } from '#domain/run/gate-run.ts'
import { parseDuration } from '#domain/tekton/duration.ts'
import { approvalsOf } from './voting.ts'

export type Closing = 'passed' | 'rejected' | 'timed-out'

/** When a waiting gate closes by itself, in milliseconds since 1970; undefined when it waits for ever. */
export function closesAt(gate: Gate, { openedAt }: GateRun): number | undefined {
  const timeout = gate.timeout === undefined ? undefined : parseDuration(gate.timeout)
  return timeout === undefined || openedAt === undefined ? undefined : Date.parse(openedAt) + timeout
}

/** How a waiting gate closes now, or undefined while it waits: the first of enough approvals, one rejection, or its time (design 5.5). */
export function closingOf(gate: Gate, state: GateRun, now: number): Closing | undefined {
  for (const [index, { decision }] of state.decisions.entries()) {
    if (decision === 'reject') return 'rejected'
    if (approvalsOf(state.decisions.slice(0, index + 1)) >= gate.requiredApprovals) return 'passed'
  }
  const end = closesAt(gate, state)
  if (end === undefined || now < end) return undefined
  return gate.onTimeout === 'approve' ? 'passed' : 'timed-out'
}
