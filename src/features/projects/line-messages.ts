import { defineMessages } from '#ui/i18n/messages.ts'

/** Words for lines as a whole: beginning, copying, renaming, deleting, files. */
export const lineMessages = defineMessages({
  openBoard: { en: 'Open the board', ja: 'ボードを開く' },
  lineNameNeeded: { en: 'Type a name', ja: '名前を入力してください' },
  revisionInput: { en: 'Branch, tag or commit', ja: 'ブランチ、タグ、またはコミット' },
})
