import { defineMessages } from '#ui/i18n/messages.ts'

export const commentMessages = defineMessages({
  comment: { en: 'Comment', ja: 'コメント' },
  done: { en: 'Done commenting', ja: 'コメントを終える' },
  choose: { en: 'Choose the number of the line.', ja: 'コメントする行の番号を選んでください。' },
  onLine: { en: 'Comment on line {line}', ja: '{line} 行目にコメント' },
  atLine: { en: 'Comments on line {line}', ja: '{line} 行目のコメント' },
  said: { en: 'Comments on line {line}: {person}, ', ja: '{line} 行目のコメント: {person}、' },
  add: { en: 'Add the comment', ja: 'コメントを追加' },
  cancel: { en: 'Cancel', ja: 'キャンセル' },
  reply: { en: 'Reply', ja: '返信' },
  remove: { en: 'Remove the comment', ja: 'コメントを削除' },
  count: { en: { one: '{count} comment', other: '{count} comments' }, ja: 'コメント {count} 件' },
  more: { en: '+{count}', ja: '+{count}' },
  gone: {
    en: 'On lines that no longer exist',
    ja: '今はない行へのコメント',
  },
})
