import { ErrorPanel } from './error-panel.tsx'
import { defineMessages } from '../i18n/messages.ts'
import { useMessages } from '../i18n/use-messages.tsx'

/** What happened, by problem code; the server's message says it in detail. */
export const problemMessages = defineMessages({
  'invalid-request': { en: 'The request was not understood', ja: '要求を解釈できませんでした' },
  'invalid-document': { en: 'The document is not valid', ja: '文書が正しくありません' },
  'not-signed-in': { en: 'You are not signed in', ja: 'サインインしていません' },
  'not-allowed': { en: 'Your role does not allow this', ja: 'この操作は現在の役割では許可されていません' },
  'credential-needed': { en: 'A credential is needed', ja: '認証情報が必要です' },
  'not-found': { en: 'This does not exist', ja: '見つかりません' },
  'method-not-allowed': { en: 'This address does not take that', ja: 'このアドレスでは行えない操作です' },
  'already-exists': { en: 'This exists already', ja: 'すでに存在します' },
  'version-conflict': { en: 'Somebody else changed this in the meantime', ja: 'ほかの人が先に変更しました' },
  'evidence-changed': { en: 'The evidence changed since you saw it', ja: '表示後に根拠が変わりました' },
  'not-possible-now': { en: 'This is not possible now', ja: '今はこの操作を行えません' },
  'compile-failed': { en: 'Compiling failed', ja: 'コンパイルに失敗しました' },
  'missing-parameter': { en: 'A value is missing', ja: '値が未入力です' },
  unsupported: { en: 'This is not supported', ja: '対応していません' },
  'storage-full': { en: 'The storage is full', ja: '記憶領域がいっぱいです' },
  unreachable: { en: 'There is no answer', ja: '応答がありません' },
  'too-large': { en: 'This is too large', ja: '大きすぎます' },
  'too-many-requests': { en: 'Too many requests at once', ja: '一度に送られたリクエストが多すぎます' },
  'timed-out': { en: 'It took too long', ja: '時間切れになりました' },
  internal: { en: 'Something unexpected happened', ja: '予期しないエラーが発生しました' },
})

const placeMessages = defineMessages({ inLine: { en: 'line {line}', ja: '{line} 行目' } })

/** The parts of a problem that a panel shows. */
export interface ShownProblem {
  readonly code: keyof typeof problemMessages
  readonly message: string
  readonly fix?: string | undefined
  readonly detail?: string | undefined
  readonly place?:
    | { readonly document?: string | undefined; readonly line?: number | undefined; readonly path?: string | undefined }
    | undefined
}

/** A problem of the platform: a sentence for its code in the person's language, then the server's own words. */
export function ProblemPanel({ problem, onRetry }: { readonly problem: ShownProblem; readonly onRetry?: () => void }) {
  const t = useMessages({ ...problemMessages, ...placeMessages })
  const { document, line, path } = problem.place ?? {}
  // For a file, line and column in the usual notation; for a text on the page, in words.
  const inFile = document !== undefined
  const parts = [document, inFile || line === undefined ? line : t('inLine', { line }), path]
  const where = parts.filter((part) => part !== undefined).join(inFile ? ':' : ' · ')
  return (
    <ErrorPanel
      what={t(problem.code)}
      said={problem.message}
      where={where === '' ? undefined : where}
      fix={problem.fix}
      detail={problem.detail}
      onRetry={onRetry}
    />
  )
}
