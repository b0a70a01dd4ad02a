import { defineMessages } from '#ui/i18n/messages.ts'

/** Words of the editor of a module's own files. */
export const authoringMessages = defineMessages({
  edit: { en: 'Edit', ja: '編集' },
  fork: { en: 'Fork to edit…', ja: 'フォークして編集…' },
  editing: { en: 'Edit {module}', ja: '{module} を編集' },
  files: { en: 'Files of the module', ja: 'モジュールのファイル' },
  changed: { en: 'changed', ja: '変更あり' },
  branchAt: { en: '{branch} at {commit}', ja: '{branch}（{commit}）' },
  fromManifests: { en: 'Adapter from Kubernetes YAML…', ja: 'Kubernetes YAML からアダプタを作成…' },
  fromManifestsText: {
    en: 'Paste manifests. They become one adapter with a resource for each; turn into parameters what differs between deployments.',
    ja: 'マニフェストを貼り付けます。リソースごとに項目を持つ 1 つのアダプタになります。デプロイ先ごとに異なるものはパラメータにしてください。',
  },
  manifests: { en: 'Kubernetes manifests', ja: 'Kubernetes マニフェスト' },
  packageName: { en: 'Name of the adapter', ja: 'アダプタの名前' },
  packageHelp: {
    en: 'Becomes the folder and the package: letters, digits and _',
    ja: 'フォルダとパッケージの名前になります。英字、数字、_ が使えます',
  },
  create: { en: 'Create the adapter', ja: 'アダプタを作成' },
  definition: { en: 'Go to definition', ja: '定義へ移動' },
  format: { en: 'Format', ja: '整形' },
  commit: { en: 'Commit…', ja: 'コミット…' },
  commitTo: { en: 'Commit to {branch}', ja: '{branch} にコミット' },
  message: { en: 'Message', ja: 'メッセージ' },
  doCommit: { en: 'Commit', ja: 'コミットする' },
  committed: { en: 'Committed to {branch}', ja: '{branch} にコミットしました' },
  takeIt: { en: 'Compare and take it into the catalog', ja: '比較してカタログに取り込む' },
  notTaken: {
    en: 'The catalog still has the previous version. See what the new one changes, then take it.',
    ja: 'カタログはまだ前のバージョンです。新しいバージョンで何が変わるかを確認してから取り込んでください。',
  },
  discard: { en: 'Discard changes', ja: '変更を破棄' },
  discarded: { en: 'Changes to {module} were discarded', ja: '{module} の変更を破棄しました' },
  kept: { en: 'Kept in this browser until you commit', ja: 'コミットするまでこのブラウザに保存されます' },
  moved: {
    en: '{branch} has moved since you began. Nothing of yours is lost: compare, then continue from the new commit.',
    ja: '編集を始めた後に {branch} が進みました。変更は失われていません。比較してから、新しいコミットの上で続けてください。',
  },
  goOn: { en: 'Go on from the new commit', ja: '新しいコミットの上で続ける' },
  onBranch: { en: 'On the branch', ja: 'ブランチ上' },
  yours: { en: 'Yours', ja: 'あなたの変更' },
  problems: { en: 'Problems', ja: '問題' },
  noProblems: { en: 'No problems', ja: '問題はありません' },
  checking: { en: 'Checking…', ja: '確認中…' },
})
