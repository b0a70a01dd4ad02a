import { defineMessages } from '#ui/i18n/messages.ts'

/** Words about how deliveries to an environment went. */
export const deliveryMessages = defineMessages({
  title: { en: 'Deliveries to {environment}, last {days} days', ja: '{environment} へのデリバリ（直近 {days} 日）' },
  ofLine: {
    en: 'Deliveries of {line} to {environment}, last {days} days',
    ja: '{line} から {environment} へのデリバリ（直近 {days} 日）',
  },
  counting: {
    en: { one: '{count} older run is not counted yet.', other: '{count} older runs are not counted yet.' },
    ja: '古い実行 {count} 件はまだ集計されていません。',
  },
  frequency: { en: 'How often', ja: '頻度' },
  perWeek: { en: '{often} per week', ja: '週 {often} 回' },
  lead: { en: 'Start to delivered', ja: '開始から完了まで' },
  leadHelp: {
    en: 'The median from the start of a run to its end, waiting for people included',
    ja: '実行の開始から終了までの中央値（承認待ちを含む）',
  },
  fromCommit: { en: 'Commit to delivered', ja: 'コミットから完了まで' },
  fromCommitHelp: {
    en: 'The median from a commit to the end of the run that delivered it first',
    ja: 'コミットから、それを最初に届けた実行の終了までの中央値',
  },
  course: { en: 'Last {weeks} weeks', ja: '直近 {weeks} 週' },
  week: {
    en: 'Week from {from}: {succeeded} delivered, {failed} failed',
    ja: '{from} からの週: 成功 {succeeded} 回、失敗 {failed} 回',
  },
  weekWithLead: {
    en: 'Week from {from}: {succeeded} delivered, {failed} failed, commit to delivered {lead}',
    ja: '{from} からの週: 成功 {succeeded} 回、失敗 {failed} 回、コミットから完了まで {lead}',
  },
  failed: { en: 'Failed there', ja: '失敗率' },
  share: { en: '{share} ({failed} of {all})', ja: '{share}（{all} 回中 {failed} 回）' },
  recovery: { en: 'Failure to next success', ja: '失敗から回復まで' },
  recoveryHelp: {
    en: 'The median from a failure to the next success of the same line',
    ja: '失敗から、同じラインの次の成功までの中央値',
  },
  unknown: { en: 'none yet', ja: 'なし' },
})
