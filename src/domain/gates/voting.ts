import type { Gate } from '#domain/line/gate.ts'
import type { Member } from '#domain/project.ts'
import type { Decision } from '#domain/run/gate-run.ts'
import type { Run } from '#domain/run/state.ts'
import { can } from '#domain/access/roles.ts'

/** Why a person may or may not decide at a gate; what a vote already cast says comes first. */
export const standings = ['may-vote', 'approved', 'rejected', 'requester', 'committer', 'not-an-approver'] as const
export type Standing = (typeof standings)[number]

/** Who wrote a commit, as Git says. */
export interface Committer {
  readonly name: string
  readonly email?: string | undefined
}

/** What the rules of a gate are applied to. */
export interface Ballot {
  readonly gate: Gate
  /** Who asked for the run, and who made the machine that did: by rule not among the approvers, unless the gate says otherwise. */
  readonly requesters: readonly string[]
  /** Authors of the commits in the evidence. */
  readonly committers: readonly Committer[]
  readonly decisions: readonly Decision[]
}

/** The standing of one member of the project (decision 15): one vote per person, the right `gate.decide`, listed or unlisted gates. */
export function standingOf({ gate, requesters, committers, decisions }: Ballot, member: Member): Standing {
  const { person, role } = member
  const own = decisions.find((decision) => decision.person.id === person.id)
  if (own !== undefined) return own.decision === 'approve' ? 'approved' : 'rejected'
  // A gate that keeps a calendar asks nobody.
  if (gate.requiredApprovals <= 0) return 'not-an-approver'
  if (!can(role, 'gate.decide') || !isListed(gate, member)) return 'not-an-approver'
  if (requesters.includes(person.id) && !gate.requesterMayApprove) return 'requester'
  const wrote = !gate.committersMayApprove && committers.some((committer) => isSame(committer, member))
  return wrote ? 'committer' : 'may-vote'
}

/**
 * How many people more would have to be able to approve before a gate could open at all, given the standing of each member of the project; 0
 * while enough have approved or still may.
 */
export function missingApprovers({ requiredApprovals }: Gate, standing: readonly Standing[]): number {
  const possible = standing.filter((one) => one === 'approved' || one === 'may-vote').length
  return Math.max(0, requiredApprovals - possible)
}

/** Approvals, each person counted once; scheduled ones too. */
export function approvalsOf(decisions: readonly Decision[]): number {
  return new Set(decisions.filter(({ decision }) => decision === 'approve').map(({ person }) => person.id)).size
}

/**
 * When enough approvals count, in milliseconds since 1970: minus infinity unless one of them is scheduled. Undefined while there are not
 * enough.
 */
export function passesAt(gate: Gate, decisions: readonly Decision[]): number | undefined {
  const times = new Map<string, number>()
  // What was not scheduled counts whatever the clock says by now: it may have been set back.
  for (const { decision, person, notBefore } of decisions)
    if (decision === 'approve' && !times.has(person.id))
      times.set(person.id, notBefore === undefined ? -Infinity : Date.parse(notBefore))
  if (gate.requiredApprovals <= 0) return -Infinity
  return [...times.values()].sort((a, b) => a - b)[gate.requiredApprovals - 1]
}

/** Whom a gate takes for the requesters of a run. */
export function requestersOf({ by, behind }: Pick<Run, 'by' | 'behind'>): readonly string[] {
  return behind === undefined ? [by.id] : [by.id, behind.id]
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

/** Git knows people by their address; a name is taken only where there is no address to compare. */
function isSame({ name, email }: Committer, { person }: Member): boolean {
  if (email !== undefined && person.email !== undefined) return email.toLowerCase() === person.email.toLowerCase()
  return name === person.name
}
