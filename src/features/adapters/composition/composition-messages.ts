import { defineMessages } from '#ui/i18n/messages.ts'

/** Words of the page that shows what the adapters of a deployment come to together. */
export const compositionMessages = defineMessages({
  title: { en: 'Adapters of {application} in {environment}', ja: '{environment} の {application} のアダプタ' },
  asOf: { en: 'State of the project', ja: 'プロジェクトの状態' },
  published: { en: 'As published', ja: '公開済み' },
  withChanges: { en: 'With my changes to {name}', ja: '{name} の自分の変更を含む' },
  crumb: { en: 'Adapters', ja: 'アダプタ' },
  applications: { en: 'Applications', ja: 'アプリ' },
  adapters: { en: 'Adapters', ja: 'アダプタ' },
  all: { en: 'All adapters', ja: 'すべてのアダプタ' },
  bringsResources: {
    en: { one: '{count} resource', other: '{count} resources' },
    ja: 'リソース {count} 件',
  },
  bringsTasks: { en: { one: '{count} task', other: '{count} tasks' }, ja: 'タスク {count} 件' },
  resources: { en: 'Resources', ja: 'リソース' },
  workflow: { en: 'Workflow', ja: 'ワークフロー' },
  views: { en: 'What the adapters bring', ja: 'アダプタがもたらすもの' },
  files: { en: 'Manifests', ja: 'マニフェスト' },
  noResources: { en: 'These adapters bring no resources.', ja: 'リソースをもたらすアダプタはありません。' },
  noTasks: { en: 'These adapters bring no tasks.', ja: 'タスクをもたらすアダプタはありません。' },
  noAdapters: { en: 'No adapters yet', ja: 'アダプタはまだありません' },
  noAdaptersText: {
    en: 'Drop an adapter on a line to see here what it brings to this deployment.',
    ja: 'ラインにアダプタをドロップすると、このデプロイ先にもたらすものがここに表示されます。',
  },
  setup: { en: 'setup', ja: '準備' },
  results: { en: 'Results', ja: '結果' },
  united: {
    en: 'Every line carries the letter of the adapter that wrote it.',
    ja: '各行には、書いたアダプタの文字が付いています。',
  },
  apart: {
    en: 'The problems above prevent a combined result. Below is what each adapter brings by itself.',
    ja: '上記の問題があるため、統合した結果はありません。下には、各アダプタが単独でもたらすものを示します。',
  },
  noText: {
    en: 'Several adapters bring this one, and they contradict each other: there is no text until they agree.',
    ja: '複数のアダプタがもたらし、互いに矛盾しています。一致するまで内容はありません。',
  },
})
