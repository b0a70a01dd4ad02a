import { defineMessages } from '#ui/i18n/messages.ts'

export const changeSetMessages = defineMessages({
  otherTab: {
    en: 'You are editing this in another tab. This tab shows what you do there.',
    ja: '別のタブで編集中です。ここにはそのタブでの編集内容を表示しています。',
  },
  editHere: { en: 'Edit here', ja: 'ここで編集' },
  undo: { en: 'Undo', ja: '元に戻す' },
  undoStep: { en: 'Undo: {step}', ja: '元に戻す: {step}' },
  redo: { en: 'Redo', ja: 'やり直す' },
  redoStep: { en: 'Redo: {step}', ja: 'やり直す: {step}' },
  nothingToUndo: { en: 'Nothing to undo', ja: '元に戻す操作はありません' },
  nothingToRedo: { en: 'Nothing to redo', ja: 'やり直す操作はありません' },
  readOnly: { en: 'Read only', ja: '閲覧のみ' },
  asPublished: { en: 'As published', ja: '公開済みの状態' },
  draft: { en: 'Draft', ja: '下書き' },
  draftSaved: { en: 'Draft, saved {ago}', ja: '下書き · {ago}に保存' },
  draftSaving: { en: 'Draft, saving', ja: '下書き · 保存中' },
  draftOffline: { en: 'Draft kept in this browser', ja: '下書きをこのブラウザに保持中' },
  draftLost: { en: 'Draft not saved', ja: '下書きを保存できません' },
  publishedAndDraft: { en: 'Published, then draft', ja: '公開済みと下書き' },
  isNew: { en: 'New', ja: '新規' },
  isGone: { en: 'Deleted', ja: '削除' },
  diffOf: { en: 'Difference of {name}', ja: '{name} の差分' },
  lineCounts: { en: 'Lines added: {added}, removed: {removed}', ja: '{added} 行追加、{removed} 行削除' },
})
