import { defineMessages } from '#ui/i18n/messages.ts'

export const retryMessages = defineMessages({
  title: { en: 'Retry run {number}', ja: '実行 {number} を再実行' },
  titleFrom: { en: 'Restart run {number} from {from}', ja: '実行 {number} を {from} から再実行' },
  again: { en: 'Runs again', ja: '再実行するもの' },
  keeps: { en: 'Keeps', ja: 'そのまま使うもの' },
  gatesKept: { en: 'Gates that stay passed', ja: '承認済みのままのゲート' },
  same: { en: 'The same as before', ja: '前回と同じもの' },
  frozen: {
    en: 'Definitions, values and commits, frozen when the run began:',
    ja: '定義、値、コミット (開始時に固定):',
  },
  unchanged: {
    en: 'Nothing that could be compared has changed around the run.',
    ja: '比較できる範囲では、実行の周りに変化はありません。',
  },
  changed: { en: 'This has changed around the run since:', ja: '実行の周りで、次のものが変わりました。' },
  refused: {
    en: 'It would not be the same run. Start a new one, which takes what is there now.',
    ja: '再実行しても同じ実行にはなりません。現在の内容で、新しく実行してください。',
  },
  newRun: { en: 'New run with these inputs', ja: '同じ入力で新しく実行' },
  what: { en: 'What', ja: '対象' },
  before: { en: 'Then', ja: '当時' },
  after: { en: 'Now', ja: '現在' },
  outcome: { en: 'A retry', ja: '再実行では' },
  secret: { en: 'Secret {name}', ja: 'シークレット {name}' },
  target: { en: 'What runs in {name}', ja: '{name} で動いているもの' },
  version: { en: 'version {version}', ja: 'バージョン {version}' },
  nothing: { en: 'nothing', ja: 'なし' },
  kept: { en: 'uses the version from then', ja: '当時のバージョンを使用' },
  differs: { en: 'meets what is there now', ja: '現在の内容が対象' },
  wouldDiffer: { en: 'would differ', ja: '前回と異なる' },
  notProven: { en: 'Not proven to be the same', ja: '同じであると証明できないもの' },
  goFrom: { en: 'Restart', ja: 'ここから再実行' },
  go: { en: 'Retry', ja: '再実行' },
  cancel: { en: 'Cancel', ja: 'キャンセル' },
})
