import { defineMessages } from '#ui/i18n/messages.ts'

export const compareMessages = defineMessages({
  title: { en: 'Run {after} against run {before}', ja: '実行 {after} と実行 {before} の比較' },
  note: {
    en: 'What was different: states, durations, values, commits, manifests, logs',
    ja: '状態・所要時間・値・コミット・マニフェスト・ログの違い',
  },
  against: { en: 'Compare with', ja: '比較する実行' },
  choice: { en: 'Run {number}, {state}', ja: '実行 {number}、{state}' },
  stages: { en: 'Stages', ja: 'ステージ' },
  stage: { en: 'Stage', ja: 'ステージ' },
  column: { en: 'Run {number}', ja: '実行 {number}' },
  difference: { en: 'Difference', ja: '差' },
  same: { en: 'identical', ja: '同一' },
  changed: { en: { one: '{count} change', other: '{count} changes' }, ja: '変更 {count} 件' },
  longer: { en: '{time} longer', ja: '{time} 長い' },
  shorter: { en: '{time} shorter', ja: '{time} 短い' },
  notRun: { en: 'not run', ja: '未実行' },
  inputs: { en: 'Inputs', ja: '入力' },
  values: { en: 'Values', ja: '値' },
  commits: { en: 'Commits', ja: 'コミット' },
  manifests: { en: 'Manifests', ja: 'マニフェスト' },
  log: { en: 'Log of {step}', ja: '{step} のログ' },
  logHelp: {
    en: 'Lines are aligned without times, durations, digests and process ids.',
    ja: '時刻・所要時間・ダイジェスト・プロセス ID を除いて行を揃えています。',
  },
  step: { en: 'Step', ja: 'ステップ' },
  name: { en: 'Name', ja: '名前' },
  nothing: { en: 'No difference.', ja: '違いはありません。' },
  none: { en: '(none)', ja: '(なし)' },
  noOther: { en: 'Nothing to compare with yet', ja: '比較できる実行はまだありません' },
  noOtherHelp: {
    en: 'This is the first run of its line. Start another one, and see here what was different.',
    ja: 'このラインの最初の実行です。もう一度実行すると、違いをここで確認できます。',
  },
  back: { en: 'Back to run {number}', ja: '実行 {number} に戻る' },
})
