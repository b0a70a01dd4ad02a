import type { Role } from '#domain/access/roles.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import type { Member, Person } from '#domain/project.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Ports } from '../ports.ts'

/** Members of projects: who they are, what they may do, and how somebody who was invited by e-mail becomes one. */
export interface PeopleService {
  save(project: string, member: Member): Promise<Result<Member, Problem>>
  remove(project: string, person: string): Promise<Result<void, Problem>>
  /** The member that a signed-in person is; an invitation to their proven address becomes theirs. */
  memberOf(project: string, person: Person, provenEmail: string | undefined): Promise<Member | undefined>
}

/** What the id of a member begins with who has not signed in yet. */
export const invitationMark = 'email:'

export function createPeopleService({ projects }: Pick<Ports, 'projects'>): PeopleService {
  // Two admins who demote each other at the same moment must not both succeed.
  let last: Promise<unknown> = Promise.resolve()
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = last.then(work)
    last = next.catch(() => undefined)
    return next
  }

  async function isLastAdmin(project: string, person: string, role: Role | undefined): Promise<boolean> {
    if (role === 'admin') return false
    const admins = (await projects.members(project)).filter((member) => member.role === 'admin')
    return admins.length === 1 && admins[0]?.person.id === person
  }

  return {
    save: (project, member) =>
      inTurn(async () => {
        if (await isLastAdmin(project, member.person.id, member.role)) return err(lastAdmin())
        await projects.saveMember(project, member)
        return ok(member)
      }),
    remove: (project, person) =>
      inTurn(async () => {
        const known = (await projects.members(project)).some((member) => member.person.id === person)
        if (!known) return err(problem('not-found', say`${person} is no member of the project`))
        if (await isLastAdmin(project, person, undefined)) return err(lastAdmin())
        await projects.removeMember(project, person)
        return ok(undefined)
      }),
    async memberOf(project, person, provenEmail) {
      const members = await projects.members(project)
      const own = members.find((member) => member.person.id === person.id)
      if (own !== undefined || provenEmail === undefined) return own
      const invitation = members.find(
        (member) => member.person.id.toLowerCase() === `${invitationMark}${provenEmail.toLowerCase()}`,
      )
      if (invitation === undefined) return undefined
      const { name } = person.name === person.id ? invitation.person : person
      const joined = { ...invitation, person: { id: person.id, name, email: provenEmail } }
      await projects.saveMember(project, joined)
      await projects.removeMember(project, invitation.person.id)
      return joined
    },
  }
}

function lastAdmin(): Problem {
  return problem('not-possible-now', say`The project would have no admin any more`, {
    fix: say`Make somebody else admin first`,
  })
}
