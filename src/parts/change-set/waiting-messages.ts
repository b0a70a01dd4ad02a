import { defineMessages } from '#ui/i18n/messages.ts'

export const waitingMessages = defineMessages({
  waits: { en: 'Waits to be merged:', ja: 'マージ待ち:' },
  by: { en: 'proposed by {name}', ja: '{name} が提案' },
})
