import type { Member } from '#domain/project.ts'

/** The names of those who administer, each person once, in the order in which they are met. */
export function adminsOf(members: readonly Member[]): readonly string[] {
  const admins = members.filter(({ role }) => role === 'admin')
  return [...new Map(admins.map(({ person }) => [person.id, person.name])).values()]
}
