import type { z } from 'zod'
import type { GateView } from '#contract/gate-evidence.ts'
import type { listGates } from '#contract/gates.ts'

/** Whether a person may still vote at a gate. */
export function mayVoteAt({ people }: Pick<GateView, 'people'>, person: string): boolean {
  return people.some((entry) => entry.person.id === person && entry.standing === 'may-vote')
}

/** The gates at which this person may still vote. */
export function myGates<G extends Pick<GateView, 'people'>>(gates: readonly G[], person: string): readonly G[] {
  return gates.filter((gate) => mayVoteAt(gate, person))
}

/** How many gates and proposals of others wait for this person. */
export function waitingFor(answer: z.output<typeof listGates.response> | undefined, person: string): number {
  return answer === undefined ? 0 : myGates(answer.gates, person).length + answer.proposals.length
}
