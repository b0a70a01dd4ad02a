import { defineMessages } from '#ui/i18n/messages.ts'

/** Words of the templates, which are ready chains of stages. */
export const templateMessages = defineMessages({
  templates: { en: 'Templates', ja: 'テンプレート' },
  node: { en: 'Build Node and deploy', ja: 'Node のビルドとデプロイ' },
  nodeText: {
    en: 'Inserts a tested Node build and a deployment after it.',
    ja: 'Node のテストとビルド、続けてデプロイのステージを挿入します。',
  },
  go: { en: 'Build Go and deploy', ja: 'Go のビルドとデプロイ' },
  goText: {
    en: 'Inserts a tested Go build and a deployment after it.',
    ja: 'Go のテストとビルド、続けてデプロイのステージを挿入します。',
  },
  python: { en: 'Build Python and deploy', ja: 'Python のビルドとデプロイ' },
  pythonText: {
    en: 'Inserts a tested Python build and a deployment after it.',
    ja: 'Python のテストとビルド、続けてデプロイのステージを挿入します。',
  },
  verified: { en: 'Deploy and verify', ja: 'デプロイと確認' },
  verifiedText: {
    en: 'Inserts a deployment and an HTTP check of what then runs.',
    ja: 'デプロイ、続けて HTTP による動作確認のステージを挿入します。',
  },
  gated: { en: 'Deploy behind a gate', ja: '承認後のデプロイ' },
  gatedText: {
    en: 'Inserts a gate, a deployment that waits for it, and an HTTP check.',
    ja: '承認ゲート、承認を待つデプロイ、HTTP による動作確認を挿入します。',
  },
  inserted: { en: 'Inserted: {stages}', ja: '挿入しました: {stages}' },
})
