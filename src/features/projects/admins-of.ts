import type { Member } from '#domain/project.ts'

/** The names of all admins, each person once. */
export function adminsOf(members: readonly Member[]): readonly string[] {
  const admins = members.filter(({ role }) => role === 'admin')
  return [...new Map(admins.map(({ person }) => [person.id, person.name])).values()]
}
