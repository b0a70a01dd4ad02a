import { defineMessages } from '#ui/i18n/messages.ts'

export const runLogMessages = defineMessages({
  title: { en: 'Logs of run {number}', ja: '実行 {number} のログ' },
  lines: { en: 'Lines', ja: 'アセンブリライン' },
  run: { en: 'Run {number}', ja: '実行 {number}' },
  logs: { en: 'Logs', ja: 'ログ' },
  search: { en: 'Search all logs of this run', ja: 'この実行のすべてのログを検索' },
  list: { en: 'Step logs', ja: 'ステップのログ' },
  searching: { en: 'Searching: {read} of {logs} logs read', ja: '検索中: {logs} 件中 {read} 件のログを読み取り済み' },
  found: {
    en: { one: '{count} hit in {steps} of {logs} logs', other: '{count} hits in {steps} of {logs} logs' },
    ja: '{logs} 件中 {steps} 件のログに {count} 件',
  },
  noHits: { en: 'No hit in {logs} logs', ja: '{logs} 件のログに該当なし' },
  noPattern: { en: 'Not a pattern', ja: '正規表現ではありません' },
  hardPattern: {
    en: 'No lookarounds or back-references over all logs',
    ja: 'すべてのログの検索では先読み・後読み・後方参照は使えません',
  },
  loadFailed: { en: 'The logs cannot be shown', ja: 'ログを表示できません' },
  toRun: { en: 'To the run', ja: '実行へ' },
  failed: { en: 'The search failed: {reason}', ja: '検索できませんでした: {reason}' },
  count: { en: { one: '{count} hit', other: '{count} hits' }, ja: '{count} 件' },
  more: { en: 'and {count} more in this log', ja: 'このログにはほか {count} 件' },
  attempt: { en: 'Attempt {number}', ja: '{number} 回目の試行' },
  tryNumber: { en: 'Try {number}', ja: '{number} 回目' },
  ofStep: { en: ', a line of {step}', ja: '、{step} の行' },
  beside: { en: 'Show {step} beside', ja: '{step} を横に並べる' },
  together: { en: 'Scroll both by time', ja: '時刻を合わせてスクロール' },
  download: { en: 'Download all logs', ja: 'すべてのログをダウンロード' },
  empty: { en: 'No step of this run has written a log yet', ja: 'この実行のステップはまだログを書いていません' },
  emptyHelp: {
    en: 'Logs of all stages, tasks and steps appear here as soon as steps run. All of them are searched at once.',
    ja: 'ステップが動き始めると、すべてのステージ・タスク・ステップのログがここに並び、まとめて検索できます。',
  },
  choose: {
    en: 'Choose a log on the left, or search all of them.',
    ja: '左側のログを選ぶか、すべてのログを検索してください。',
  },
})
