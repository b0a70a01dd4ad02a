import { defineMessages } from '#ui/i18n/messages.ts'

export const appMessages = defineMessages({
  home: { en: 'Home', ja: 'ホーム' },
  lines: { en: 'Lines', ja: 'アセンブリライン' },
  runs: { en: 'Runs', ja: '実行' },
  applications: { en: 'Applications', ja: 'アプリ' },
  parameters: { en: 'Parameters', ja: 'パラメータ' },
  adapters: { en: 'Adapters', ja: 'アダプタ' },
  approvals: { en: 'Approvals', ja: '承認' },
  settings: { en: 'Settings', ja: '設定' },
  navigation: { en: 'Main', ja: 'メイン' },
  status: { en: 'Status', ja: '状態' },
  skip: { en: 'Skip to the content', ja: '本文へ移動' },
  search: { en: 'Search or run a command', ja: '検索、またはコマンドを実行' },
  shortcuts: { en: 'Shortcuts', ja: 'ショートカット' },
  projects: { en: 'Projects', ja: 'プロジェクト' },
  newProject: { en: 'New project…', ja: '新しいプロジェクト…' },
  groupGo: { en: 'Go to', ja: '移動' },
  groupNew: { en: 'Begin', ja: '新規作成' },
  newLine: { en: 'New line…', ja: '新しいライン…' },
  importLine: { en: 'Import a line from YAML…', ja: 'YAML からラインをインポート…' },
  fromRepository: { en: 'Start from a repository…', ja: 'リポジトリから始める…' },
  groupView: { en: 'View', ja: '表示' },
  goTo: { en: 'Go to {place}', ja: '{place}へ移動' },
  themeSystem: { en: 'Theme as the system', ja: 'テーマをシステムに合わせる' },
  themeLight: { en: 'Light theme', ja: 'ライトテーマ' },
  themeDark: { en: 'Dark theme', ja: 'ダークテーマ' },
  runsActive: { en: { one: '{count} run active', other: '{count} runs active' }, ja: '実行中 {count} 件' },
  gatesWait: {
    en: { one: '{count} gate waits for you', other: '{count} gates wait for you' },
    ja: 'あなたの承認待ち {count} 件',
  },
  proposalsWait: {
    en: { one: '{count} proposal to merge', other: '{count} proposals to merge' },
    ja: 'マージ待ちの提案 {count} 件',
  },
  approvalsWaiting: {
    en: { one: 'Approvals, {count} waits', other: 'Approvals, {count} wait' },
    ja: '承認、{count} 件待ち',
  },
  noMember: {
    en: 'You are not a member of {project}. What you see may be out of date; copy anything you have typed.',
    ja: 'あなたは {project} のメンバーではありません。表示は以前に読み込んだ内容の場合があります。入力した文は控えておいてください。',
  },
  serverFull: {
    en: 'The disk of the server is full: nothing new is kept until there is room again. Runs that go on meanwhile may fail.',
    ja: 'サーバのディスクがいっぱいです。空きができるまで新しい内容は保存されず、その間に進む実行は失敗することがあります。',
  },
  serverDown: {
    en: 'The server does not answer. Your work is safe; the page keeps trying.',
    ja: 'サーバが応答しません。作業内容は保持され、自動で再接続します。',
  },
  goesOn: {
    en: 'Your work is safe. The page continues when the server is back.',
    ja: '作業内容は保持されます。サーバが戻ると自動で再開します。',
  },
  tryNow: { en: 'Try now', ja: '今すぐ再接続' },
  noServer: { en: 'The server does not answer', ja: 'サーバが応答しません' },
  noServerFix: {
    en: 'Start it with “npm start”, then try again.',
    ja: '「npm start」で起動し、もう一度試してください。',
  },
  noStorage: {
    en: 'The browser lets this page keep nothing, so that nobody can sign in',
    ja: 'ブラウザがこのページのデータ保存をブロックしているため、サインインできません',
  },
  noStorageFix: {
    en: 'Allow cookies and site data for this address, then try again.',
    ja: 'このアドレスの Cookie とサイトデータを許可し、もう一度試してください。',
  },
  local: { en: 'Local engine, {isolation}', ja: 'ローカルエンジン（{isolation}）' },
  simulated: { en: 'Simulation, {isolation}', ja: 'シミュレーション（{isolation}）' },
})
