import type { GateView } from '#contract/gate-evidence.ts'

/** Whether a person may still vote at a gate. */
export function mayVoteAt({ people }: Pick<GateView, 'people'>, person: string): boolean {
  return people.some((entry) => entry.person.id === person && entry.standing === 'may-vote')
}

/** The gates at which this person may still vote. */
export function myGates<G extends Pick<GateView, 'people'>>(gates: readonly G[], person: string): readonly G[] {
  return gates.filter((gate) => mayVoteAt(gate, person))
}
