import { prefersJapanese } from '#server/http/prefers-japanese.ts'
/** Words of the issuer's own pages, which the server makes before any app is loaded. */
export interface SignInWords {
  readonly lang: 'en' | 'ja'
  readonly title: string
  readonly intro: string
  readonly code: string
  readonly codeHelp: string
  readonly codeWrong: string
  readonly goOn: string
  readonly choose: string
  readonly chooseHelp: string
  readonly roles: {
    readonly admin: string
    readonly developer: string
    readonly approver: string
    readonly reader: string
  }
  readonly failed: string
  readonly failedHelp: string
  readonly expired: string
  readonly expiredHelp: string
  readonly home: string
  readonly device: string
  readonly deviceHelp: string
  readonly deviceCode: string
  readonly deviceWrong: string
  readonly deviceConfirm: string
  readonly deviceConfirmHelp: string
  readonly deviceYes: string
  readonly deviceNo: string
  readonly deviceAs: string
  readonly deviceOther: string
  readonly deviceDone: string
  readonly deviceDoneAs: string
  readonly deviceDoneHelp: string
}

const english: SignInWords = {
  lang: 'en',
  title: 'Sign in to Linewright',
  intro: 'This installation runs on this computer and has sample people instead of passwords.',
  code: 'Sign-in code',
  codeHelp: 'It stands in the terminal where the server was started. It is asked for once per browser profile.',
  codeWrong: 'This is not the code. Look at the last lines that the server printed in its terminal.',
  goOn: 'Continue',
  choose: 'Who do you want to be?',
  chooseHelp: 'You can change the person at any time in the workbench.',
  roles: {
    admin: 'Administrator: may do everything',
    developer: 'Developer: edits lines and starts runs',
    approver: 'Approver: decides at gates',
    reader: 'Reader: sees everything, changes nothing',
  },
  failed: 'Signing in did not work',
  failedHelp: 'Start again from the workbench. What was said about it:',
  expired: 'This sign-in has expired',
  expiredHelp: 'It was left open for too long, or was finished in another tab.',
  home: 'Go to the workbench',
  device: 'Sign in the command line',
  deviceHelp: 'Enter the code that your terminal shows.',
  deviceCode: 'Code',
  deviceWrong: 'This code is not known, has expired, or was used already.',
  deviceConfirm: 'Is this the code in your terminal?',
  deviceConfirmHelp: 'Go on only if you have just started the sign-in yourself: whoever holds the code acts as you.',
  deviceYes: 'Yes, go on',
  deviceNo: 'No, refuse it',
  deviceAs: 'The command line will act as {0}.',
  deviceOther: 'Sign in as somebody else',
  deviceDone: 'The command line is signed in',
  deviceDoneAs: 'It acts as {0}.',
  deviceDoneHelp: 'You can close this page and go back to your terminal.',
}

const japanese: SignInWords = {
  lang: 'ja',
  title: 'Linewright にサインイン',
  intro: 'このサーバはこのコンピュータで動いており、パスワードの代わりにサンプルの人物を使います。',
  code: 'サインインコード',
  codeHelp: 'サーバを起動したターミナルに表示されています。ブラウザのプロファイルごとに一度だけ入力します。',
  codeWrong: 'コードが違います。サーバのターミナルの最後の行を確認してください。',
  goOn: '続ける',
  choose: '誰としてサインインしますか？',
  chooseHelp: '人物はワークベンチでいつでも切り替えられます。',
  roles: {
    admin: '管理者: すべての操作ができます',
    developer: '開発者: ラインを編集し、実行を開始します',
    approver: '承認者: 承認ゲートで判断します',
    reader: '閲覧者: すべてを見られますが、変更はできません',
  },
  failed: 'サインインできませんでした',
  failedHelp: 'ワークベンチからもう一度やり直してください。理由:',
  expired: 'このサインインは期限切れです',
  expiredHelp: '長く開いたままだったか、別のタブで完了しています。',
  home: 'ワークベンチへ',
  device: 'コマンドラインにサインイン',
  deviceHelp: 'ターミナルに表示されたコードを入力してください。',
  deviceCode: 'コード',
  deviceWrong: 'コードが違うか、期限切れか、使用済みです。',
  deviceConfirm: 'ターミナルのコードと同じですか？',
  deviceConfirmHelp: '自分でサインインを始めた場合だけ続けてください。コードを持つ人はあなたとして操作できます。',
  deviceYes: 'はい、続ける',
  deviceNo: 'いいえ、拒否する',
  deviceAs: 'コマンドラインは {0} として操作します。',
  deviceOther: '別の人物でサインイン',
  deviceDone: 'コマンドラインにサインインしました',
  deviceDoneAs: '{0} として操作します。',
  deviceDoneHelp: 'このページを閉じてターミナルに戻ってください。',
}

/** Picks the words in the browser's preferred language of the two. */
export function wordsFor(acceptLanguage: string | undefined): SignInWords {
  return prefersJapanese(acceptLanguage) ? japanese : english
}
