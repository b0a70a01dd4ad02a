import type { Gate } from '#domain/line/gate.ts'
import type { GateRun } from '#domain/run/gate-run.ts'
import { parseDuration } from '#domain/tekton/duration.ts'
import { passesAt } from './voting.ts'

/** How a gate ended. */
export type Closing = 'passed' | 'rejected' | 'timed-out'

/**
 * Returns when a waiting gate times out, in milliseconds since 1970; undefined when it waits for ever. The timeout limits people only: once enough
 * have approved, a calendar or a scheduled hour may take longer. If those approvals are taken back or void, people are asked again with the full
 * timeout.
 */
export function closesAt(gate: Gate, { openedAt, decisions, lost }: GateRun): number | undefined {
  if (passesAt(gate, decisions) !== undefined) return undefined
  const timeout = gate.timeout === undefined ? undefined : parseDuration(gate.timeout)
  const asked = lost !== undefined && lost.approvals >= gate.requiredApprovals ? lost.at : openedAt
  return timeout === undefined || asked === undefined ? undefined : Date.parse(asked) + timeout
}

/**
 * Returns how a waiting gate closes now: enough approvals that count already, one rejection, or its timeout (decision 15); undefined while it waits.
 * While an environment behind it is closed for releases (`held`), the gate can be rejected and time out but not pass.
 */
export function closingOf(gate: Gate, state: GateRun, now: number, held = false): Closing | undefined {
  for (const [index, { decision }] of state.decisions.entries()) {
    if (decision === 'reject') return 'rejected'
    if (!held && isPassed(gate, state.decisions.slice(0, index + 1), now)) return 'passed'
  }
  if (!held && isPassed(gate, state.decisions, now)) return 'passed'
  const end = closesAt(gate, state)
  if (end === undefined || now < end) return undefined
  if (gate.onTimeout === 'approve') return held ? undefined : 'passed'
  return 'timed-out'
}

function isPassed(gate: Gate, decisions: GateRun['decisions'], now: number): boolean {
  const at = passesAt(gate, decisions)
  return at !== undefined && at <= now
}
