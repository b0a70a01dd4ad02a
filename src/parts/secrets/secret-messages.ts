import { defineMessages } from '#ui/i18n/messages.ts'

/** Words for storing a secret value. */
export const secretMessages = defineMessages({
  setSecret: { en: 'Set a secret', ja: 'シークレットを登録' },
  setValue: { en: 'Set value', ja: '値を登録' },
  setSecretIn: { en: 'Set a secret in {environment}', ja: '{environment} にシークレットを登録' },
  secretName: { en: 'Name of the secret', ja: 'シークレットの名前' },
  secretValue: { en: 'Value', ja: '値' },
  secretValueHelp: {
    en: 'It goes into the store at once, sealed; nobody can read it back here.',
    ja: 'すぐに暗号化して保管され、ここで読み出すことはできません。',
  },
  secretShort: {
    en: { one: 'At least {count} character', other: 'At least {count} characters' },
    ja: { other: '{count} 文字以上必要です' },
  },
  secretWritten: { en: '{key} is set in {environment}', ja: '{environment} に {key} を登録しました' },
})
