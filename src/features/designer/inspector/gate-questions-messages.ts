import { defineMessages } from '#ui/i18n/messages.ts'

/** What undo says of changed questions. */
export const gateQuestionsMessages = defineMessages({
  stepAdd: { en: 'Ask {name} at {gate}', ja: '{gate} に質問 {name} を追加' },
  stepChange: { en: 'Change question {name} of {gate}', ja: '{gate} の質問 {name} を変更' },
  stepMove: { en: 'Move question {name} of {gate}', ja: '{gate} の質問 {name} を移動' },
  stepRemove: { en: 'Remove question {name} of {gate}', ja: '{gate} の質問 {name} を削除' },
  stepRename: { en: 'Rename question {from} to {to}', ja: '質問 {from} を {to} に変更' },
})
