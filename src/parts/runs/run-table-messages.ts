import { defineMessages } from '#ui/i18n/messages.ts'

/** Words of the columns of runs. */
export const runTableMessages = defineMessages({
  state: { en: 'State', ja: '状態' },
  line: { en: 'Line', ja: 'ライン' },
  run: { en: 'Run', ja: '実行' },
  runName: { en: 'run {number} of {line}', ja: '{line} の実行 {number}' },
  change: { en: 'Change', ja: '変更' },
  by: { en: 'By', ja: '担当者' },
  reached: { en: 'Reached', ja: '到達' },
  duration: { en: 'Duration', ja: '所要時間' },
  usual: { en: 'Usual', ja: '通常' },
  against: { en: 'Against usual', ja: '通常との比較' },
  started: { en: 'Started', ja: '開始' },
  none: { en: 'none', ja: 'なし' },
  noNote: { en: 'no note', ja: 'メモなし' },
  commit: { en: '{subject} ({id})', ja: '{subject}（{id}）' },
  moreCommits: { en: { one: 'and {count} more commit', other: 'and {count} more commits' }, ja: '他 {count} コミット' },
  attempt: { en: '{note}, attempt {attempt}', ja: '{note}（{attempt} 回目の試行）' },
  onlyAttempt: { en: 'Attempt {attempt}', ja: '{attempt} 回目の試行' },
  emergency: { en: 'Emergency', ja: '緊急' },
  rollback: { en: 'Roll back to run {number}', ja: '実行 {number} へロールバック' },
  workHelp: { en: 'Time of work, without waiting for people', ja: '作業時間。承認などの待ち時間を除きます' },
  times: { en: '{factor}×', ja: '{factor} 倍' },
  timesUsual: { en: '{factor} times the usual {time}', ja: '通常の {time} の {factor} 倍' },
  noUsual: { en: 'too few runs', ja: '実績不足' },
})
