import { defineMessages } from '#ui/i18n/messages.ts'

export const demoMessages = defineMessages({
  mark: { en: 'Demo: nothing really runs', ja: 'デモ: 実際には何も実行されません' },
  limits: {
    en: 'Clone addresses, tokens and commands lead nowhere',
    ja: 'クローン URL、トークン、コマンドは使えません',
  },
  reset: { en: 'Reset the demo', ja: 'デモを初期化' },
  resetText: {
    en: 'Everything you did in the demo is deleted, and it starts over.',
    ja: 'デモで行った操作はすべて失われ、最初の状態に戻ります。',
  },
  cancel: { en: 'Cancel', ja: 'キャンセル' },
  title: { en: 'Linewright demo', ja: 'Linewright デモ' },
  opening: {
    en: 'Opening the demo. Nothing leaves this browser.',
    ja: 'デモを開いています。データはこのブラウザから外に出ません。',
  },
  playing: { en: 'Playing the first runs: {done} of {all}', ja: '最初の実行を再生しています: {done} / {all}' },
  otherTab: { en: 'The demo is open in another tab', ja: 'デモは別のタブで開かれています' },
  otherTabText: {
    en: 'It runs in one tab at a time. Close the other one, and this one continues.',
    ja: 'デモは一度に一つのタブでのみ動作します。もう一方のタブを閉じると、自動で続行します。',
  },
  failed: { en: 'The demo cannot run here', ja: 'ここではデモを実行できません' },
  failedFix: {
    en: 'Try again, or use another browser or window.',
    ja: 'もう一度試すか、別のブラウザやウィンドウで開いてください。',
  },
})
