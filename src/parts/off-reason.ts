import { useRights } from '#client/access.ts'
import { type Permission, type Role, rolesThatCan } from '#domain/access/roles.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { roleMessages } from './role-messages.ts'

/** A role's name in the person's language. */
export function useRoleWord(): (role: Role) => string {
  const t = useMessages(roleMessages)
  return (role) => t(role)
}

/** Why a person may not do something in a project, as the `reason` of a disabled button; undefined if they may. */
export function useOffReason(project: string): (permission: Permission) => string | undefined {
  const t = useMessages(roleMessages)
  const format = useFormat()
  const { may } = useRights(project)
  return (permission) =>
    may(permission)
      ? undefined
      : t('onlyRoles', { roles: format.choice(rolesThatCan(permission).map((role) => t(role))) })
}
