import type { Gate } from '#domain/line/line.ts'
import type { Member } from '#domain/project.ts'
import type { Decision } from '#domain/run/gate-run.ts'
import { can } from '#domain/access/roles.ts'

/** Why a person may or may not decide at a gate; what a vote already cast says comes first. */
export type Standing = 'may-vote' | 'approved' | 'rejected' | 'requester' | 'not-an-approver'

/** What the rules of a gate are applied to. */
export interface Ballot {
  readonly gate: Gate
  /** Who asked for the run: by rule not among the approvers, unless the gate says otherwise. */
  readonly requester: string
  readonly decisions: readonly Decision[]
}

/** The standing of one member of the project (design 5.5): one vote per person, the right `gate.decide`, listed or unlisted gates. */
export function standingOf({ gate, requester, decisions }: Ballot, { person, role, teams }: Member): Standing {
  const own = decisions.find((decision) => decision.person.id === person.id)
  if (own !== undefined) return own.decision === 'approve' ? 'approved' : 'rejected'
  if (!can(role, 'gate.decide') || !isListed(gate, { person, role, teams })) return 'not-an-approver'
  return person.id === requester && !gate.requesterMayApprove ? 'requester' : 'may-vote'
}

/** Approvals, each person counted once. */
export function approvalsOf(decisions: readonly Decision[]): number {
  return new Set(decisions.filter(({ decision }) => decision === 'approve').map(({ person }) => person.id)).size
}

/** A gate without any list is open to everybody who holds the right. */
function isListed({ approvers: { people, roles, teams } }: Gate, member: Member): boolean {
  if (people === undefined && roles === undefined && teams === undefined) return true
  return (
    people?.some((name) => name === member.person.id || name === member.person.email) === true ||
    roles?.includes(member.role) === true ||
    teams?.some((team) => member.teams.includes(team)) === true
  )
}
