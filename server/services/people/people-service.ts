import { removeMember, saveMember } from '#contract/people.ts'
import { grantedIn } from '#domain/access/grants.ts'
import type { Role } from '#domain/access/roles.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import type { Member } from '#domain/project.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { createInTurn } from '#domain/in-turn.ts'
import type { Ports } from '../../ports.ts'
import type { Claims } from '../../ports/identity.ts'

/** Members of projects: who they are, what they may do, and how invitations and groups make somebody a member. */
export interface PeopleService {
  save(project: string, member: Member): Promise<Result<Member, Problem>>
  remove(project: string, person: string): Promise<Result<void, Problem>>
  /**
   * The membership of a signed-in person: one managed by hand, else an invitation to their verified address, else what
   * their groups give, which is stored so that others see it.
   */
  memberOf(project: string, claims: Claims): Promise<Member | undefined>
  /** A stored member by id; undefined if their groups have not been confirmed for too long. */
  knownMember(project: string, person: string): Promise<Member | undefined>
}

/** Prefix of the ids of members who have not signed in yet. */
export const invitationMark = 'email:'

export function isInvitation({ person }: Member): boolean {
  return person.id.startsWith(invitationMark)
}

type Granted = Pick<Member, 'role' | 'teams'>

const day = 24 * 3_600_000
/** How long a token may act for a person whose groups gave the membership, without a new sign-in. */
const longestUnconfirmed = 30 * day

export function createPeopleService({
  projects,
  audit,
  clock,
  installation: { grants },
}: Pick<Ports, 'projects' | 'audit' | 'clock' | 'installation'>): PeopleService {
  // In turn, since two admins who demote each other at the same time must not both succeed.
  const inTurn = createInTurn()
  /** Whether a change would leave nobody who can administer the project; an invitation may never be accepted. */
  async function isLastAdmin(project: string, person: string, role: Role | undefined): Promise<boolean> {
    if (role === 'admin') return false
    const members = await projects.members(project)
    const admins = members.filter((member) => member.role === 'admin' && !isInvitation(member))
    return admins.length === 1 && admins[0]?.person.id === person
  }

  return {
    save: (project, member) =>
      inTurn(async () => {
        if (await isGranted(project, member.person.id)) return err(givenElsewhere(member.person.name))
        if (await isLastAdmin(project, member.person.id, member.role)) return err(lastAdmin())
        await projects.saveMember(project, member)
        return ok(member)
      }),
    remove: (project, person) =>
      inTurn(async () => {
        const known = await find(project, person)
        if (known === undefined) return err(problem('not-found', say`${person} is not a member of the project`))
        if (await isGranted(project, person)) return err(givenElsewhere(known.person.name))
        if (await isLastAdmin(project, person, undefined)) return err(lastAdmin())
        await projects.removeMember(project, person)
        return ok(undefined)
      }),
    async memberOf(project, claims) {
      const members = await projects.members(project)
      const own = members.find((member) => member.person.id === claims.person.id)
      if (own !== undefined && own.grantedAt === undefined) return own
      if (invitationOf(claims, members) !== undefined) {
        const joined = await inTurn(() => acceptInvitation(project, claims))
        if (joined !== undefined) return joined
      }
      const granted = grants === undefined ? undefined : grantedIn(grants, project, claims.groups ?? [])
      // A page sends several requests at once; only one of them stores what is new.
      return isUpToDate(claims, own, granted) ? own : inTurn(() => takeGrant(project, claims, granted))
    },
    async knownMember(project, person) {
      const member = await find(project, person)
      const isOld = member?.grantedAt !== undefined && clock.now() - Date.parse(member.grantedAt) > longestUnconfirmed
      return isOld ? undefined : member
    },
  }

  async function find(project: string, person: string): Promise<Member | undefined> {
    return (await projects.members(project)).find((member) => member.person.id === person)
  }

  /** Whether the issuer manages a membership, so that manual changes would be lost with the next request. */
  async function isGranted(project: string, person: string): Promise<boolean> {
    return grants !== undefined && (await find(project, person))?.grantedAt !== undefined
  }

  /** Turns an invitation into a membership, as it is now: an admin may have changed it or taken it back. */
  async function acceptInvitation(project: string, claims: Claims): Promise<Member | undefined> {
    const { person, provenEmail } = claims
    const members = await projects.members(project)
    const invitation = invitationOf(claims, members)
    if (invitation === undefined) {
      // Another request of the same page may have accepted it.
      const own = members.find((member) => member.person.id === person.id)
      return own?.grantedAt === undefined ? own : undefined
    }
    const { name } = person.name === person.id ? invitation.person : person
    const email = provenEmail === undefined ? {} : { email: provenEmail }
    const joined = { ...invitation, person: { id: person.id, name, ...email } }
    await projects.saveMember(project, joined)
    await projects.removeMember(project, invitation.person.id)
    return joined
  }

  function isUpToDate({ person }: Claims, known: Member | undefined, granted: Granted | undefined): boolean {
    if (known === undefined || granted === undefined) return known === granted
    return isSame(person, known, granted) && clock.now() - Date.parse(known.grantedAt ?? '') < day
  }

  /** Stores what the groups give now, and removes what they no longer give. */
  async function takeGrant(project: string, claims: Claims, granted: Granted | undefined): Promise<Member | undefined> {
    const { person } = claims
    const known = await find(project, person.id)
    if (isUpToDate(claims, known, granted)) return known
    if (granted === undefined) {
      await projects.removeMember(project, person.id)
      await noteChange(project, person, removeMember.name)
      return undefined
    }
    const member = { person, ...granted, grantedAt: new Date(clock.now()).toISOString() }
    await projects.saveMember(project, member)
    if (known === undefined || !isSame(person, known, granted))
      await noteChange(project, person, saveMember.name, { role: granted.role, teams: granted.teams.join(', ') })
    return member
  }

  /** Changes by the issuer have no request of their own, so the audit log records them as the person's. */
  async function noteChange(
    project: string,
    { id, name }: Claims['person'],
    action: string,
    detail: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const at = new Date(clock.now()).toISOString()
    const target = { person: id }
    await audit.append(project, { at, person: { id, name }, action, target, outcome: 'done', detail })
  }
}

/** The invitation to somebody's proven address. */
function invitationOf({ provenEmail }: Claims, members: readonly Member[]): Member | undefined {
  if (provenEmail === undefined) return undefined
  const id = `${invitationMark}${provenEmail.toLowerCase()}`
  return members.find((member) => member.person.id.toLowerCase() === id)
}

function isSame(person: Claims['person'], known: Member, { role, teams }: Granted): boolean {
  return known.role === role && known.teams.join() === teams.join() && known.person.name === person.name
}

function givenElsewhere(name: string): Problem {
  return problem('not-possible-now', say`What ${name} may do comes from the groups of the identity provider`, {
    fix: say`Change the groups there, or the file that says what they give`,
  })
}

function lastAdmin(): Problem {
  return problem('not-possible-now', say`The project would have no admin left`, {
    fix: say`Make somebody else admin first; an invitation counts once it is accepted`,
  })
}
