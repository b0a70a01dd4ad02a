import type { Gate } from '#domain/line/gate.ts'
import type { Member } from '#domain/project.ts'
import type { Decision } from '#domain/run/gate-run.ts'
import type { Run } from '#domain/run/state.ts'
import { can } from '#domain/access/roles.ts'

/** Why a person may or may not decide at a gate; a vote already cast takes precedence. */
export const standings = ['may-vote', 'approved', 'rejected', 'requester', 'committer', 'not-an-approver'] as const
export type Standing = (typeof standings)[number]

/** The author of a commit, as Git names them. */
export interface Committer {
  readonly name: string
  readonly email?: string | undefined
}

/** What the rules of a gate are applied to. */
export interface Ballot {
  readonly gate: Gate
  /** Who asked for the run, and who made the machine token that did: they may not approve unless the gate allows it. */
  readonly requesters: readonly string[]
  /** Authors of the commits in the evidence. */
  readonly committers: readonly Committer[]
  readonly decisions: readonly Decision[]
}

/** Returns the standing of a project member (decision 15): one vote per person, the right `gate.decide`, listed or unlisted gates. */
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
 * Returns how many more people need the right to approve before the gate can open at all, given the standing of each project member; 0 if enough have
 * approved or still may.
 */
export function missingApprovers({ requiredApprovals }: Gate, standing: readonly Standing[]): number {
  const possible = standing.filter((one) => one === 'approved' || one === 'may-vote').length
  return Math.max(0, requiredApprovals - possible)
}

/** Counts approvals, also scheduled ones, one per person. */
export function approvalsOf(decisions: readonly Decision[]): number {
  return new Set(decisions.filter(({ decision }) => decision === 'approve').map(({ person }) => person.id)).size
}

/**
 * Returns when enough approvals count, in milliseconds since 1970: minus infinity if none of them is scheduled, undefined while there are not enough.
 */
export function passesAt(gate: Gate, decisions: readonly Decision[]): number | undefined {
  const times = new Map<string, number>()
  // An approval that was not scheduled counts at any time: the clock may have been set back since.
  for (const { decision, person, notBefore } of decisions)
    if (decision === 'approve' && !times.has(person.id))
      times.set(person.id, notBefore === undefined ? -Infinity : Date.parse(notBefore))
  if (gate.requiredApprovals <= 0) return -Infinity
  return [...times.values()].sort((a, b) => a - b)[gate.requiredApprovals - 1]
}

/**
 * Returns the people whom a gate treats as requesters of a run: who started it, and the maker of the machine token that did. Whoever retried it is not
 * among them, because a retry delivers what somebody else has asked for, so two people have still seen it.
 */
export function requestersOf({ by, behind }: Pick<Run, 'by' | 'behind'>): readonly string[] {
  return behind === undefined ? [by.id] : [by.id, behind.id]
}

/** Whether the gate lists the member; without any list it is open to everybody with the right. */
function isListed({ approvers: { people, roles, teams } }: Gate, member: Member): boolean {
  if (people === undefined && roles === undefined && teams === undefined) return true
  return (
    people?.some((name) => name === member.person.id || name === member.person.email) === true ||
    roles?.includes(member.role) === true ||
    teams?.some((team) => member.teams.includes(team)) === true
  )
}

/** Compares by email address, which is how Git knows people, and by name only if there is no address. */
function isSame({ name, email }: Committer, { person }: Member): boolean {
  if (email !== undefined && person.email !== undefined) return email.toLowerCase() === person.email.toLowerCase()
  return name === person.name
}
