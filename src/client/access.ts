import { useQuery } from '@tanstack/react-query'
import { can, type Permission, type Role } from '#domain/access/roles.ts'
import { meOptions } from './queries/session.ts'
import { usePlatform } from './platform.ts'

/** What the signed-in person is in a project, and what they may do there. */
export interface Rights {
  readonly role: Role | undefined
  readonly teams: readonly string[]
  readonly may: (permission: Permission) => boolean
}

/** The person's rights in a project, to decide what the page offers. The server checks them again with every request. */
export function useRights(project: string): Rights {
  const { client } = usePlatform()
  const { data } = useQuery(meOptions(client))
  const membership = data?.memberships.find((candidate) => candidate.project.name === project)
  return {
    role: membership?.role,
    teams: membership?.teams ?? [],
    may: (permission) => membership !== undefined && can(membership.role, permission),
  }
}
