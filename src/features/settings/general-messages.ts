import { defineMessages } from '#ui/i18n/messages.ts'

export const generalMessages = defineMessages({
  version: { en: 'Version', ja: 'バージョン' },
  environment: { en: 'Environment', ja: '環境' },
  clone: { en: 'Clone URL', ja: 'クローン URL' },
  preferences: { en: 'Appearance and language', ja: '表示と言語' },
  theme: { en: 'Theme', ja: 'テーマ' },
  themeSystem: { en: 'As the system', ja: 'システムに合わせる' },
  themeLight: { en: 'Light', ja: 'ライト' },
  themeDark: { en: 'Dark', ja: 'ダーク' },
  language: { en: 'Language', ja: '言語' },
  singleKeys: { en: 'Shortcuts of a single letter', ja: '一文字のショートカット' },
  gitTokens: { en: 'Git access', ja: 'Git アクセス' },
  gitTokensNote: {
    en: 'A token of one day for cloning and pushing the repositories that this installation serves. It is shown once.',
    ja: 'この環境が提供するリポジトリのクローンとプッシュに使う、1 日有効なトークンです。一度だけ表示されます。',
  },
  makeToken: { en: 'Make a token', ja: 'トークンを作成' },
  tokenUser: { en: 'User', ja: 'ユーザー' },
  token: { en: 'Token', ja: 'トークン' },
  expires: { en: 'Valid until {time}', ja: '{time} まで有効' },
  secrets: { en: 'Secrets', ja: 'シークレット' },
  secretsNote: {
    en: 'Values are written and never shown again. Stages get them only in the environment they are set for.',
    ja: '値は書き込みのみで、再表示されません。設定した環境のステージだけが受け取ります。',
  },
  secret: { en: 'Name', ja: '名前' },
  setAt: { en: 'Set', ja: '設定日時' },
  noSecrets: { en: 'No secret is set yet.', ja: '設定済みのシークレットはありません。' },
  setSecret: { en: 'Set a secret', ja: 'シークレットを設定' },
  secretValue: { en: 'Value', ja: '値' },
  secretSet: { en: 'Secret {key} is set for {environment}', ja: '{environment} のシークレット {key} を設定しました' },
})
