import { defineMessages } from '#ui/i18n/messages.ts'

/** Names of the settings' sections, for tabs and command palette. */
export const sectionMessages = defineMessages({
  people: { en: 'People', ja: 'メンバー' },
  tokens: { en: 'Tokens', ja: 'トークン' },
  rules: { en: 'Environment rules', ja: '環境のルール' },
  triggers: { en: 'Triggers', ja: 'トリガ' },
  webhooks: { en: 'Webhooks', ja: 'Webhook' },
  audit: { en: 'Audit log', ja: '監査ログ' },
})
