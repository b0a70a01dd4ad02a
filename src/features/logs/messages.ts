import { defineMessages } from '#ui/i18n/messages.ts'

export const logMessages = defineMessages({
  log: { en: 'Log of {name}', ja: '{name} のログ' },
  lines: { en: { one: '{count} line', other: '{count} lines' }, ja: '{count} 行' },
  search: { en: 'Search this log', ja: 'このログを検索' },
  hits: { en: '{at} of {all}', ja: '{all} 件中 {at} 件目' },
  noHits: { en: 'No hit', ja: '該当なし' },
  previousHit: { en: 'Previous hit', ja: '前の該当箇所' },
  nextHit: { en: 'Next hit', ja: '次の該当箇所' },
  times: { en: 'Show times', ja: '時刻を表示' },
  copy: { en: 'Copy the whole log', ja: 'ログ全体をコピー' },
  download: { en: 'Download the log', ja: 'ログをダウンロード' },
  follow: { en: 'Follow the end', ja: '末尾を追う' },
  newLines: { en: { one: '{count} new line', other: '{count} new lines' }, ja: '新しい行 {count} 件' },
  empty: { en: 'No output yet.', ja: 'まだ出力はありません。' },
  emptyEnded: { en: 'This step printed nothing.', ja: 'このステップは何も出力しませんでした。' },
  broken: { en: 'The log cannot be read: {reason}', ja: 'ログを読み取れません: {reason}' },
  standardError: { en: 'standard error', ja: '標準エラー出力' },
})
