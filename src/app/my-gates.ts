import type { GateView } from '#contract/gates.ts'

/** The gates at which this person may still vote. */
export function myGates<G extends Pick<GateView, 'people'>>(gates: readonly G[], person: string): readonly G[] {
  return gates.filter((gate) =>
    gate.people.some((entry) => entry.person.id === person && entry.standing === 'may-vote'),
  )
}
