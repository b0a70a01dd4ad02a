import { useEffect } from 'react'
import type { Problem } from '#domain/problem.ts'
import { ErrorPanel } from '#ui/page/error-panel.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { appMessages } from './messages.ts'

const retryMilliseconds = 2000

/** Shown when nobody can sign in, because the configuration cannot be fetched or the browser stores nothing. Retries by itself. */
export function NoServer({ problem, onRetry }: { readonly problem: Problem; readonly onRetry: () => void }) {
  const t = useMessages(appMessages)
  const isGone = problem.code === 'unreachable'
  useEffect(() => {
    if (!isGone) return undefined
    const timer = setTimeout(onRetry, retryMilliseconds)
    return () => clearTimeout(timer)
  }, [isGone, onRetry])
  // Signing in needs browser storage on the way to the issuer and back.
  if (problem.code === 'unsupported')
    return (
      <main className="lw-session">
        <ErrorPanel what={t('noStorage')} fix={t('noStorageFix')} onRetry={() => location.reload()} />
      </main>
    )
  return (
    <main className="lw-session">
      {isGone ? (
        <ErrorPanel what={t('noServer')} fix={t('noServerFix')} onRetry={onRetry} />
      ) : (
        <ProblemPanel problem={problem} onRetry={onRetry} />
      )}
    </main>
  )
}
