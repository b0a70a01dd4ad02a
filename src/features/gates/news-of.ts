import type { GateView } from '#contract/gate-evidence.ts'
import type { Decision } from '#domain/run/gate-run.ts'

type Gate = GateView['gate']

/** What has happened at a gate since its page was opened: it has closed, or somebody else has approved. */
export type News =
  | { readonly kind: 'closed'; readonly state: Gate['state'] }
  | { readonly kind: 'vote'; readonly vote: Decision }

/** The latest news of a gate for a person; undefined if there is none. */
export function newsOf(before: Gate, now: Gate, person: string): News | undefined {
  if (now.state !== before.state) return { kind: 'closed', state: now.state }
  const vote = now.decisions.findLast(({ decision }) => decision === 'approve')
  const isOld =
    vote === undefined || before.decisions.some(({ at, person: { id } }) => at === vote.at && id === vote.person.id)
  return isOld || vote.person.id === person ? undefined : { kind: 'vote', vote }
}
