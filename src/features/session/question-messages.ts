import { defineMessages } from '#ui/i18n/messages.ts'

/** Words for sessions that have ended or changed hands. */
export const questionMessages = defineMessages({
  signInAgain: { en: 'Sign in again', ja: 'もう一度サインイン' },
  expired: { en: 'Your session has ended', ja: 'セッションが終了しました' },
  expiredText: {
    en: 'The page is hidden but stays as it is, and your work is safe. Sign in again as {name} to continue.',
    ja: 'このページは見えなくなっていますが、作業内容とともにそのまま残ります。{name} としてもう一度サインインすると、続きから再開します。',
  },
  otherPerson: { en: 'Somebody else is signed in', ja: '別のユーザがサインインしています' },
  otherPersonText: {
    en: 'This tab belongs to {mine}, but the browser is now signed in as {theirs}. Nothing happens until you choose.',
    ja: 'このタブは {mine} のものですが、ブラウザは {theirs} としてサインインしています。選ぶまで何も進みません。',
  },
  goOnAs: { en: 'Go on as {name}', ja: '{name} として続ける' },
  signInAs: { en: 'Sign in as {name}', ja: '{name} としてサインイン' },
})
