import type { Problem } from '#domain/problem.ts'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/problem-panel.tsx'
import { appMessages } from './messages.ts'

/** The page before anything works: without the server's word it cannot even sign in. */
export function NoServer({ problem, onRetry }: { readonly problem: Problem; readonly onRetry: () => void }) {
  const t = useMessages(appMessages)
  return (
    <main className="lw-session">
      {problem.code === 'unreachable' ? (
        <ErrorPanel what={t('noServer')} fix={t('noServerFix')} onRetry={onRetry} />
      ) : (
        <ProblemPanel problem={problem} onRetry={onRetry} />
      )}
    </main>
  )
}
