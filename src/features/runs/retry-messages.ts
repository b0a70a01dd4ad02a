import { defineMessages } from '#ui/i18n/messages.ts'

export const retryMessages = defineMessages({
  title: { en: 'Retry run {number}', ja: '実行 {number} を再実行' },
  help: {
    en: 'Manifests, values and commits are the same as before. This has changed around them since:',
    ja: 'マニフェスト、値、コミットは前回と同じです。その周りで、次のものが変わりました。',
  },
  refused: {
    en: 'A retry would not be the same run: start a new one, which takes what is there now.',
    ja: '再実行しても同じ実行にはなりません。現在の内容で、新しく実行してください。',
  },
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
  go: { en: 'Retry', ja: '再実行' },
  cancel: { en: 'Cancel', ja: 'キャンセル' },
})
