import type { HomeGate } from './home-data.ts'

/** What an open gate waits for: people, a chosen time, or an environment to open. */
export function gateWordOf({ isMine, given, wanted, passesAt }: HomeGate) {
  if (passesAt !== undefined) return 'goesOnAt'
  // With enough approvals, only the calendar holds it.
  if (given >= wanted) return 'waitsForOpening'
  return isMine ? 'waitsForYou' : 'waitsForApproval'
}
