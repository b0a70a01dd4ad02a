import { defineMessages } from './i18n/messages.ts'

/** Words of widgets that the first page does not need. */
export const lateUiMessages = defineMessages({
  selectAll: { en: 'Select all that are loaded', ja: '読み込み済みをすべて選択' },
  selectNamed: { en: 'Select {name}', ja: '{name} を選択' },
  nothingFound: { en: 'Nothing found with this name', ja: '一致するものはありません' },
  moreFound: {
    en: { one: '{count} more: type a few letters', other: '{count} more: type a few letters' },
    ja: 'ほか {count} 件。文字を入力して絞り込めます',
  },
  undo: { en: 'Undo', ja: '元に戻す' },
  dismiss: { en: 'Dismiss', ja: '閉じる' },
  notifications: { en: 'Notifications', ja: '通知' },
  collapse: { en: 'Collapse {pane}', ja: '{pane}をたたむ' },
  expand: { en: 'Expand {pane}', ja: '{pane}を開く' },
  maximise: { en: 'Maximise {pane}', ja: '{pane}を最大にする' },
  restore: { en: 'Restore {pane}', ja: '{pane}を元の大きさに戻す' },
  resize: { en: 'Resize {pane}', ja: '{pane}の大きさを変える' },
  nextPane: { en: 'Go to the next pane', ja: '次のペインへ移動' },
  paneBefore: { en: 'Go to the pane before', ja: '前のペインへ移動' },
  lineOrigin: { en: 'Where does line {line} come from?', ja: '{line} 行目の由来' },
  moreRows: {
    en: { one: 'Show more: {count} row is left', other: 'Show more: {count} rows are left' },
    ja: 'さらに表示（残り {count} 行）',
  },
  unchangedLines: {
    en: { one: '{count} unchanged line', other: '{count} unchanged lines' },
    ja: '変更のない行 {count} 行',
  },
})
