import { defineMessages } from '#ui/i18n/messages.ts'

/** Words for beginning a line: applications and environments, and adapters for many of them at once. */
export const composeMessages = defineMessages({
  dropLanes: { en: 'Environments without a lane', ja: 'レーンのない環境' },
  dropLane: { en: 'Drop here', ja: 'ここにドロップ' },
  setup: { en: 'Applications and environments', ja: 'アプリと環境' },
  setupOpen: { en: 'Name applications and environments…', ja: 'アプリと環境を登録…' },
  setupText: {
    en: 'Name what is delivered and where to. Repositories are hosted here and environments run on this machine until you say otherwise.',
    ja: '何をどこに届けるかを入力します。後から変更するまで、リポジトリはここでホストし、環境はこのマシンで動きます。',
  },
  applications: { en: 'Applications', ja: 'アプリ' },
  applicationsHelp: { en: 'Separated by commas', ja: '読点またはカンマで区切ります' },
  applicationsKnown: { en: 'Already there: {list}', ja: '登録済み: {list}' },
  environments: { en: 'Environments, in the order of delivery', ja: '環境（届ける順）' },
  setupBegun: {
    en: 'Begun in other drafts of yours, and taken from there as it is: {list}',
    ja: 'あなたの別の下書きにあるものを、そのまま使います: {list}',
  },
  setupMakes: {
    en: 'Applications: {applications}, environments: {environments}, deployments: {deployments}; published together with the line',
    ja: 'アプリ {applications} 件、環境 {environments} 件、デプロイ先 {deployments} 件を追加し、ラインと一緒に公開します',
  },
  setupNothing: {
    en: 'Name at least one application and one environment',
    ja: 'アプリと環境を 1 つ以上入力してください',
  },
  setupRefused: { en: '{reason}. {fix}', ja: '{reason}。{fix}' },
  setupDo: { en: 'Add', ja: '追加' },
  stepSetup: { en: 'Add applications and environments', ja: 'アプリと環境を追加' },
  boardEmpty: { en: 'An empty line', ja: '空のライン' },
  boardEmptySetup: {
    en: 'First say what is delivered and where; then put adapters on the board, and their pipelines become stages.',
    ja: 'まず何をどこに届けるかを登録します。次にアダプタをボードに置くと、そのパイプラインがステージになります。',
  },
  boardEmptyText: {
    en: 'Drag an adapter here, or press / and choose one. Its pipelines become stages, wired by what they need. Tekton YAML can be pasted.',
    ja: 'アダプタをここへドラッグするか、/ を押して選びます。パイプラインがステージになり、必要に応じて配線されます。Tekton の YAML も貼り付けられます。',
  },
  insertFirst: { en: 'Insert the first stage', ja: '最初のステージを追加' },
  everyApplication: { en: 'For which applications?', ja: 'どのアプリに追加しますか？' },
  everyApplicationText: {
    en: '{adapter} goes into the QVS Config of each application; its pipelines become stages, each after the application’s stages there.',
    ja: '{adapter} を各アプリのアプリ構成に追加し、パイプラインをそれぞれのアプリの最後のステージの後に置きます。',
  },
  everyApplicationResources: {
    en: '{adapter} goes into the QVS Config of each application; it adds no stage: its resources are applied with the application.',
    ja: '{adapter} を各アプリのアプリ構成に追加します。ステージは増えず、リソースはアプリと一緒に適用されます。',
  },
  inEnvironments: { en: 'In which environments?', ja: 'どの環境に追加しますか？' },
  oncePerApplication: {
    en: 'Once for each application: what it makes is delivered to every environment.',
    ja: 'アプリごとに 1 回だけ実行され、その成果物がすべての環境に届きます。',
  },
  chooseSome: { en: 'Choose at least one of each', ja: 'それぞれ 1 つ以上選んでください' },
  insertMany: { en: 'Insert', ja: '追加' },
  insertedMany: { en: '{count} stages added', ja: 'ステージを {count} 個追加しました' },
  menuOfLine: { en: 'What can be done with {line}', ja: '{line} の操作' },
  duplicateLine: { en: 'Duplicate the line…', ja: 'ラインを複製…' },
  renameLine: { en: 'Rename the line…', ja: 'ラインの名前を変更…' },
  exportLine: { en: 'Save the line as a file', ja: 'ラインをファイルに保存' },
  removeLineCommand: { en: 'Delete the line', ja: 'ラインを削除' },
  removeLine: { en: 'Delete the line {line}', ja: 'ライン {line} を削除' },
  restoreLine: { en: 'Restore the line {line}', ja: 'ライン {line} を元に戻す' },
  lineDraftRemoved: { en: 'The draft of {line} is deleted', ja: '{line} の下書きを削除しました' },
  lineRemoved: { en: 'Line {line} is deleted; its runs stay', ja: 'ライン {line} を削除しました（実行は残ります）' },
  stepInsertMany: { en: 'Insert {name} for {count} applications', ja: '{name} を {count} 個のアプリに追加' },
})
