import { defineMessages } from '#ui/i18n/messages.ts'

export const sessionMessages = defineMessages({
  signingIn: { en: 'Signing in', ja: 'サインイン中' },
  failed: { en: 'Signing in did not work', ja: 'サインインできませんでした' },
  failedFix: {
    en: 'Check that the identity provider {issuer} answers, then try again.',
    ja: '認証サーバ {issuer} が応答するか確認し、もう一度試してください。',
  },
  signInAgain: { en: 'Sign in again', ja: 'もう一度サインイン' },
  expired: { en: 'Your session has ended', ja: 'セッションが終了しました' },
  expiredText: {
    en: 'This page stays as it is and your work is kept. Sign in again as {name}, and what you were doing goes on.',
    ja: 'このページと作業内容はそのまま残ります。{name} としてもう一度サインインすると、続きから再開します。',
  },
  otherPerson: { en: 'Somebody else is signed in', ja: '別の人がサインインしています' },
  otherPersonText: {
    en: 'This tab belongs to {mine}, but the browser is now signed in as {theirs}. Nothing goes on until you choose.',
    ja: 'このタブは {mine} のものですが、ブラウザは {theirs} としてサインインしています。選ぶまで何も進みません。',
  },
  goOnAs: { en: 'Go on as {name}', ja: '{name} として続ける' },
  signInAs: { en: 'Sign in as {name}', ja: '{name} としてサインイン' },
  personMenu: { en: 'Person: {name}', ja: 'ユーザー: {name}' },
  switchPerson: { en: 'Switch person', ja: '人を切り替える' },
  you: { en: '{role}, you', ja: '{role}（あなた）' },
  appearance: { en: 'Appearance and language', ja: '表示と言語' },
  signOut: { en: 'Sign out', ja: 'サインアウト' },
  signedOut: { en: 'You are signed out', ja: 'サインアウトしました' },
  signedOutText: { en: 'Sign in to go on where you were.', ja: 'サインインすると元の場所から続けられます。' },
  signIn: { en: 'Sign in', ja: 'サインイン' },
  light: { en: 'Light', ja: 'ライト' },
  dark: { en: 'Dark', ja: 'ダーク' },
  system: { en: 'As the system', ja: 'システムに合わせる' },
  demo: { en: 'Demo: nothing here is real', ja: 'デモ: 実際の処理は行われません' },
})
