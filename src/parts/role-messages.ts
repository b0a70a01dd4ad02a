import { defineMessages } from '#ui/i18n/messages.ts'

export const roleMessages = defineMessages({
  reader: { en: 'Reader', ja: '閲覧者' },
  developer: { en: 'Developer', ja: '開発者' },
  approver: { en: 'Approver', ja: '承認者' },
  admin: { en: 'Admin', ja: '管理者' },
  onlyRoles: { en: 'This needs one of these roles: {roles}', ja: 'この操作には次のいずれかの役割が必要です: {roles}' },
})
