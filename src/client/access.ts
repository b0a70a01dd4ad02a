import { useQuery } from '@tanstack/react-query'
import { can, type Permission, type Role, rolesThatCan } from '#domain/access/roles.ts'
import { meOptions } from './queries/session.ts'
import { usePlatform } from './platform.ts'

/** What the signed-in person may do in a project: the role, and per permission whether they hold it and which roles do. */
export interface Rights {
  readonly role: Role | undefined
  readonly teams: readonly string[]
  readonly may: (permission: Permission) => boolean
  readonly rolesFor: (permission: Permission) => readonly Role[]
}

/** The person's rights in a project. The server decides; this says why a button is off. */
export function useRights(project: string): Rights {
  const { client } = usePlatform()
  const { data } = useQuery(meOptions(client))
  const membership = data?.memberships.find((candidate) => candidate.project.name === project)
  return {
    role: membership?.role,
    teams: membership?.teams ?? [],
    may: (permission) => membership !== undefined && can(membership.role, permission),
    rolesFor: rolesThatCan,
  }
}
