import { defineMessages } from '#ui/i18n/messages.ts'

export const approvalMessages = defineMessages({
  asks: { en: 'Task {task} waits for approval', ja: 'タスク {task} が承認を待っています' },
  comment: { en: 'Comment', ja: 'コメント' },
  commentHelp: {
    en: 'Needed to reject. A rejected task has failed, and its stage with it.',
    ja: '却下するときは必須です。却下するとタスクは失敗し、ステージも失敗します。',
  },
  commentMissing: { en: 'Say why you reject, so that others can act on it', ja: '却下の理由を書いてください' },
  approve: { en: 'Approve', ja: '承認' },
  reject: { en: 'Reject', ja: '却下' },
  notPossible: { en: 'Not possible: {reason}', ja: '実行できません: {reason}' },
})
