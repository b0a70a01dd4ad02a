import type { HomeGate } from './home-data.ts'

/** What a gate that is open waits for: people, a time that somebody chose, or an environment that is closed. */
export function gateWordOf({ isMine, given, wanted, passesAt }: HomeGate) {
  if (passesAt !== undefined) return 'goesOnAt'
  // Enough have approved, or nobody is asked: the calendar holds it.
  if (given >= wanted) return 'waitsForOpening'
  return isMine ? 'waitsForYou' : 'waitsForApproval'
}
