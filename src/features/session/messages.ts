import { defineMessages } from '#ui/i18n/messages.ts'

export const sessionMessages = defineMessages({
  signingIn: { en: 'Signing in', ja: 'サインイン中' },
  failed: { en: 'Signing in did not work', ja: 'サインインできませんでした' },
  failedFix: {
    en: 'Check that the identity provider {issuer} answers, then try again.',
    ja: 'ID プロバイダ {issuer} が応答するか確認し、もう一度試してください。',
  },
  signInAgain: { en: 'Sign in again', ja: 'もう一度サインイン' },
  personMenu: { en: 'Person: {name}', ja: 'ユーザ: {name}' },
  switchPerson: { en: 'Switch person', ja: 'ユーザを切り替える' },
  person: { en: 'Person', ja: 'ユーザ' },
  you: { en: '{role}, you', ja: '{role}（あなた）' },
  appearance: { en: 'Appearance and language', ja: '表示と言語' },
  signOut: { en: 'Sign out', ja: 'サインアウト' },
  signedOut: { en: 'You are signed out', ja: 'サインアウトしました' },
  signedOutText: { en: 'Sign in to continue where you were.', ja: 'サインインすると元の場所から続けられます。' },
  signIn: { en: 'Sign in', ja: 'サインイン' },
  light: { en: 'Light', ja: 'ライト' },
  dark: { en: 'Dark', ja: 'ダーク' },
  system: { en: 'As the system', ja: 'システムに合わせる' },
})
