import { defineMessages } from './i18n/messages.ts'

/** Words of the widgets. */
export const uiMessages = defineMessages({
  trail: { en: 'Breadcrumb', ja: 'パンくずリスト' },
  close: { en: 'Close', ja: '閉じる' },
  cancel: { en: 'Cancel', ja: 'キャンセル' },
  copy: { en: 'Copy', ja: 'コピー' },
  copied: { en: 'Copied', ja: 'コピーしました' },
  required: { en: 'required', ja: '必須' },
  retry: { en: 'Try again', ja: 'もう一度' },
  detail: { en: 'Technical detail', ja: '技術的な詳細' },
  where: { en: 'Where: {place}', ja: '場所: {place}' },
  whatToDo: { en: 'What to do: {fix}', ja: '対処: {fix}' },
  loading: { en: 'Loading', ja: '読み込み中' },
  broken: { en: 'This part of the page failed', ja: 'この部分の表示に失敗しました' },
  brokenFix: {
    en: 'The rest of the page still works. Try again, or reload the page.',
    ja: 'ほかの部分は動いています。もう一度試すか、ページを再読み込みしてください。',
  },
  notStarted: { en: 'Not started', ja: '未開始' },
  waiting: { en: 'Waiting', ja: '待機中' },
  needsApproval: { en: 'Needs approval', ja: '承認待ち' },
  running: { en: 'Running', ja: '実行中' },
  failing: { en: 'Failing', ja: '失敗進行中' },
  cancelling: { en: 'Cancelling', ja: '中止処理中' },
  succeeded: { en: 'Succeeded', ja: '成功' },
  failed: { en: 'Failed', ja: '失敗' },
  cancelled: { en: 'Cancelled', ja: '中止' },
  skipped: { en: 'Skipped', ja: 'スキップ' },
  drifted: { en: 'Drifted', ja: '差異あり' },
  superseded: { en: 'Superseded', ja: '置き換え済み' },
})
