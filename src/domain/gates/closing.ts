import type { Gate } from '#domain/line/gate.ts'
import type { GateRun } from '#domain/run/gate-run.ts'
import { parseDuration } from '#domain/tekton/duration.ts'
import { passesAt } from './voting.ts'

/** How a gate ended. */
export type Closing = 'passed' | 'rejected' | 'timed-out'

/**
 * When a waiting gate closes by itself, in milliseconds since 1970; undefined when it waits for ever. Its time is the time that people have:
 * once enough of them have approved, a calendar or the hour that they chose may take longer. When such approvals are taken back or void,
 * people are asked again, and have the whole time again.
 */
export function closesAt(gate: Gate, { openedAt, decisions, lost }: GateRun): number | undefined {
  if (passesAt(gate, decisions) !== undefined) return undefined
  const timeout = gate.timeout === undefined ? undefined : parseDuration(gate.timeout)
  const asked = lost !== undefined && lost.approvals >= gate.requiredApprovals ? lost.at : openedAt
  return timeout === undefined || asked === undefined ? undefined : Date.parse(asked) + timeout
}

/**
 * How a waiting gate closes now, or undefined while it waits: enough approvals that count by now, one rejection, or its time (decision 15).
 * While an environment behind it is closed for releases (`held`), it can be rejected and time out, but it does not pass.
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
