import { defineMessages } from '#ui/i18n/messages.ts'

/** Words of the golden tests of a module that is edited. */
export const goldenMessages = defineMessages({
  tests: { en: 'Tests', ja: 'テスト' },
  panel: { en: 'Problems and tests', ja: '問題とテスト' },
  run: { en: 'Run tests', ja: 'テストを実行' },
  passed: { en: '{passed} of {all} passed', ja: '{all} 件中 {passed} 件合格' },
  pass: { en: 'passed', ja: '合格' },
  fail: { en: 'failed', ja: '不合格' },
  setup: { en: 'setup resources', ja: 'セットアップのリソース' },
  main: { en: 'resources', ja: 'リソース' },
  pipelines: { en: 'workflow', ja: 'ワークフロー' },
  stale: { en: 'Changed since this run', ja: '実行後に変更されています' },
  accept: { en: 'Accept what came', ja: '出力を期待値にする' },
  acceptAll: { en: 'Accept all that differ', ja: '差分をすべて期待値にする' },
  accepted: { en: 'accepted, not committed yet', ja: '期待値にしました（未コミット）' },
  acceptedToast: { en: 'The new output is part of your changes', ja: '新しい出力を変更に加えました' },
  openFile: { en: 'Open {file}', ja: '{file} を開く' },
  expected: { en: 'Expected', ja: '期待値' },
  actual: { en: 'What came', ja: '出力' },
  tooMany: { en: '{document} is not expected', ja: '{document} は期待されていません' },
  tooFew: { en: '{document} is missing', ja: '{document} がありません' },
  none: { en: 'No tests yet', ja: 'テストはまだありません' },
  noneText: {
    en: 'A golden test compiles a QVS Config with parameters and compares the output with a file. It shows what a change does before anybody uses it.',
    ja: 'ゴールデンテストは、アプリ構成をパラメータとともにコンパイルし、結果をファイルと比べます。変更の影響を、取り込まれる前に確かめられます。',
  },
  addFirst: { en: 'Add a first test', ja: '最初のテストを追加' },
  notRun: { en: 'The tests have not run yet.', ja: 'テストはまだ実行されていません。' },
})
