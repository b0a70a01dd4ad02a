import { defineMessages } from '#ui/i18n/messages.ts'

/** Words of the QVS Config editor. */
export const qvsMessages = defineMessages({
  title: { en: 'QVS Config', ja: 'アプリ構成' },
  label: { en: 'QVS Config of {application}', ja: '{application} のアプリ構成' },
  application: { en: 'Application', ja: 'アプリ' },
  step: { en: 'Edit the QVS Config of {application}', ja: '{application} のアプリ構成を編集' },
  editAs: { en: 'Edit as', ja: '編集方法' },
  form: { en: 'Form', ja: 'フォーム' },
  noAdapters: { en: 'No adapters yet', ja: 'アダプタはまだありません' },
  noAdaptersText: {
    en: 'Drag an adapter from the palette onto a stage, or write one in YAML.',
    ja: 'パレットからアダプタをステージにドラッグするか、YAML で追加してください。',
  },
  notDescribed: { en: 'This project has no such adapter', ja: 'このプロジェクトにないアダプタです' },
  schemaTitle: {
    en: 'For editors elsewhere: the JSON Schema of a QVS Config',
    ja: '他のエディタ向け: アプリ構成の JSON Schema',
  },
  pageTitle: { en: 'QVS Config of {application}', ja: '{application} のアプリ構成' },
  applications: { en: 'Applications', ja: 'アプリ' },
  toApplications: { en: 'All applications', ja: 'すべてのアプリ' },
  reviewChanges: {
    en: { one: 'Review and publish ({count} change)', other: 'Review and publish ({count} changes)' },
    ja: '確認して公開（変更 {count} 件）',
  },
  nothingToPublish: { en: 'Nothing has changed', ja: '変更はありません' },
  loadFailed: { en: 'The QVS Config could not be loaded', ja: 'アプリ構成を読み込めませんでした' },
  hint: { en: 'Ctrl+Space completes, Ctrl+. fixes', ja: 'Ctrl+Space で補完、Ctrl+. で修正' },
  useName: { en: 'Use {name}', ja: '{name} に変更' },
  useValue: { en: 'Write {value}', ja: '{value} と書く' },
  declare: { en: 'Declare the parameter {name}', ja: 'パラメータ {name} を宣言' },
  addField: { en: 'Add the missing {name}', ja: '不足している {name} を追加' },
  nameModule: { en: 'Add {name} {revision} to modules', ja: 'modules に {name} {revision} を追加' },
  required: { en: 'required', ja: '必須' },
  optional: { en: 'optional', ja: '任意' },
  defaultIs: { en: 'Default: {value}', ja: '既定値: {value}' },
  ofAdapter: { en: 'Parameter of {adapter}', ja: '{adapter} のパラメータ' },
  declaredAs: { en: 'Parameter of this QVS Config, of type {type}', ja: 'このアプリ構成のパラメータ（型 {type}）' },
  takes: { en: 'Takes: {names}', ja: '入力: {names}' },
  keyParams: {
    en: 'Parameters of this file. Their values come from the parameter sets of each deployment.',
    ja: 'このファイルのパラメータ。値は各デプロイ先のパラメータセットから与えられます。',
  },
  keyModules: {
    en: 'The modules that the adapters come from, each with exactly one of revision, local and remote.',
    ja: 'アダプタの入手元モジュール。revision、local、remote のいずれか 1 つを指定します。',
  },
  keyPatterns: {
    en: 'The adapters in use. Their order does not matter: results are united.',
    ja: '使用するアダプタ。順序は影響せず、結果は統合されます。',
  },
  keyPattern: {
    en: 'Import path of an adapter, with `:package` where the package has another name.',
    ja: 'アダプタのインポートパス。パッケージ名が異なるときは `:package` を付けます。',
  },
  keyEntryParams: {
    en: 'Values for the infrastructure. `$(params.x)` stands for a parameter, `$(params.x[*])` for the items of an array.',
    ja: 'インフラに渡す値。`$(params.x)` はパラメータ、`$(params.x[*])` は配列の各要素を表します。',
  },
  keyOptions: {
    en: 'Options of the workflow. They decide which tasks exist, so `$(…)` in them is passed on unchanged.',
    ja: 'ワークフローのオプション。どのタスクを作るかを決めるため、`$(…)` はそのまま渡されます。',
  },
  keyRevision: {
    en: 'A branch, a tag or a commit. A branch is looked up once per run and recorded as a commit.',
    ja: 'ブランチ、タグ、コミット。ブランチは実行ごとにコミットとして記録されます。',
  },
  keyLocal: {
    en: 'A module beside this file: `path` is relative to the folder of this file.',
    ja: 'このファイルの隣のモジュール。`path` はこのファイルのフォルダからの相対パスです。',
  },
  keyRemote: {
    en: 'A module of an explicit repository: `repo`, `revision`, and `path` to the folder that holds cue.mod.',
    ja: 'リポジトリを明示したモジュール。`repo`、`revision`、cue.mod のあるフォルダの `path` を指定します。',
  },
  keyType: {
    en: '`string`, `int`, `array` (a comma-separated text) or `secret` (a reference).',
    ja: '`string`、`int`、`array`（カンマ区切り）、`secret`（参照）のいずれか。',
  },
})
