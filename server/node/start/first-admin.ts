import type { Member } from '#domain/project.ts'
import type { ProjectStore } from '#server/ports/projects.ts'
import { invitationMark } from '#server/services/people/people-service.ts'

/** Makes a person admin of every project that does not know them yet, by the issuer's subject or by an address, as an invitation. */
export async function addFirstAdmin(projects: ProjectStore, who: string): Promise<void> {
  const isAddress = who.includes('@')
  const person: Member['person'] = isAddress
    ? { id: `${invitationMark}${who}`, name: who, email: who }
    : { id: who, name: who }
  const isThem = ({ person: { id, email } }: Member): boolean =>
    id === person.id || (isAddress && email?.toLowerCase() === who.toLowerCase())
  for (const { name } of await projects.list())
    if (!(await projects.members(name)).some(isThem))
      await projects.saveMember(name, { person, role: 'admin', teams: [] })
}
