import { defineMessages } from '#ui/i18n/messages.ts'

/** Words of the summary of what a gate would change. */
export const changesMessages = defineMessages({
  willChange: { en: 'What will change', ja: '変わること' },
  hasChanged: { en: 'What was decided on', ja: '判断の対象' },
  nothing: { en: 'Nothing changes', ja: '変更はありません' },
  firstTime: { en: 'Runs there for the first time', ja: '初めてのデプロイです' },
  takesBack: { en: 'Takes back {message}', ja: '{message} を取り消します' },
  newImage: { en: 'New image', ja: '新しいイメージ' },
  runs: { en: 'Runs {pipeline}', ja: '{pipeline} を実行します' },
  fromTo: { en: '{from} → {to}', ja: '{from} → {to}' },
  valueSet: { en: '{parameter} = {after}', ja: '{parameter} = {after}' },
  valueChanges: { en: '{parameter} {now} → {after}', ja: '{parameter} {now} → {after}' },
  moreValues: {
    en: { one: '{count} more value', other: '{count} more values' },
    ja: 'ほかの値 {count} 件',
  },
  manifestsChange: {
    en: { one: '{count} manifest', other: '{count} manifests' },
    ja: 'マニフェスト {count} 件',
  },
  lines: { en: '+{added} −{removed} lines', ja: '+{added} −{removed} 行' },
  moreCommits: {
    en: { one: 'and {count} more commit', other: 'and {count} more commits' },
    ja: 'ほかコミット {count} 件',
  },
  testsOk: {
    en: { one: '{count} test succeeded', other: 'All {count} tests succeeded' },
    ja: 'テスト {count} 件すべて成功',
  },
  testsBad: { en: '{failed} of {all} tests did not succeed', ja: 'テスト {all} 件中 {failed} 件が成功していません' },
  testsNone: { en: 'No test ran before', ja: 'テストはまだ実行されていません' },
  decide: { en: 'Go to the decision', ja: '判断へ進む' },
})
