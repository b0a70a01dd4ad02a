import { useFormat } from './i18n/format.ts'
import { defineMessages } from './i18n/messages.ts'
import { useMessages } from './i18n/use-messages.tsx'

const roleMessages = defineMessages({
  reader: { en: 'Reader', ja: '閲覧者' },
  developer: { en: 'Developer', ja: '開発者' },
  approver: { en: 'Approver', ja: '承認者' },
  admin: { en: 'Admin', ja: '管理者' },
  onlyRoles: { en: 'This needs one of these roles: {roles}', ja: 'この操作には次のいずれかの役割が必要です: {roles}' },
})

type RoleWord = 'reader' | 'developer' | 'approver' | 'admin'

/** Says a role in the person's language. */
export function useRoleWord(): (role: RoleWord) => string {
  const t = useMessages(roleMessages)
  return (role) => t(role)
}

/** The `reason` of a button that is off for people without one of the roles; undefined where the person has it. */
export function useOffReason(): (isAllowed: boolean, roles: readonly RoleWord[]) => string | undefined {
  const t = useMessages(roleMessages)
  const format = useFormat()
  return (isAllowed, roles) =>
    isAllowed ? undefined : t('onlyRoles', { roles: format.choice(roles.map((role) => t(role))) })
}
