import { defineMessages } from '#ui/i18n/messages.ts'

export const queueMessages = defineMessages({
  waitsFor: { en: 'Waits for', ja: '待ち' },
  inEnvironment: {
    en: 'Waits for run #{number} of {line} in {name}',
    ja: '{name} で {line} の実行 #{number} を待っています',
  },
  inLine: {
    en: 'Waits for run #{number}: {name} runs one at a time',
    ja: '実行 #{number} を待っています（{name} は 1 件ずつ実行します）',
  },
  since: { en: 'Waiting since', ja: '待ち始め' },
  place: { en: 'Place {place} in the queue', ja: '待ち順 {place} 番目' },
  superseded: {
    en: 'Run #{number} has replaced it',
    ja: '実行 #{number} がこの実行に代わりました',
  },
})
