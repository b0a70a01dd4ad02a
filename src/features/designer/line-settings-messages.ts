import { defineMessages } from '#ui/i18n/messages.ts'

export const lineSettingsMessages = defineMessages({
  runsOf: { en: 'Runs of {line}', ja: '{line} の実行' },
  step: { en: 'change how runs of {line} wait', ja: '{line} の実行の待ち方を変更' },
  oneAtATime: { en: 'One at a time; the others wait in a queue', ja: '1 件ずつ行い、ほかの実行は順番を待つ' },
  newestSupersedes: { en: 'A newer run ends an older one that waits', ja: '新しい実行が、待っている古い実行に代わる' },
})
