import { defineMessages } from '#ui/i18n/messages.ts'

export const inputMessages = defineMessages({
  inputs: { en: 'Inputs', ja: '入力' },
  toFill: { en: 'To fill ({count})', ja: '入力が必要（{count}）' },
  filled: { en: 'Everything is filled', ja: 'すべて入力済み' },
  standing: { en: 'Set already ({count})', ja: '設定済み（{count}）' },
  standingText: { en: 'Change what should differ this time', ja: '今回だけ変えたいものを変更します' },
  default: { en: 'default', ja: '既定値' },
})
