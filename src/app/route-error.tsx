import { useEffect } from 'react'
import { isRouteErrorResponse, useRouteError } from 'react-router'
import { flushAll } from '#client/session-port.ts'
import { ErrorPanel } from '#ui/page/error-panel.tsx'
import { PaneError } from '#ui/page/error-boundary.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { hasLoadedAnew, isServerThere, loadAnew } from '#ui/lazy-part.ts'
import { appMessages } from './messages.ts'

/** Shown for a page that could not be loaded or threw while rendering; the shell around it stays. */
export function RouteError() {
  const error = useRouteError()
  if (isMissingFile(error)) return <MissingFile error={error} />
  return <PaneError error={errorOf(error)} onRetry={() => location.reload()} />
}

/**
 * Shown when a page's file is missing: the server is gone, or a newer version replaced the files since this tab was opened. Polls until the server
 * answers, then reloads the page; shows the error if that fails again at the same place.
 */
function MissingFile({ error }: { readonly error: Error }) {
  const t = useMessages(appMessages)
  const hasReloaded = hasLoadedAnew()
  useEffect(() => {
    if (hasReloaded) return undefined
    void reloadIfThere()
    const timer = setInterval(() => void reloadIfThere(), 2000)
    return () => clearInterval(timer)
  }, [hasReloaded])
  if (hasReloaded) return <PaneError error={error} onRetry={() => location.reload()} />
  return (
    <div style={{ padding: 16 }}>
      <ErrorPanel what={t('noServer')} fix={t('goesOn')} onRetry={() => void reloadIfThere()} />
    </div>
  )
}

async function reloadIfThere(): Promise<void> {
  if (!(await isServerThere())) return
  await flushAll()
  loadAnew()
}

/** Checks the message, since browsers have no code for this error. */
function isMissingFile(error: unknown): error is TypeError {
  return error instanceof TypeError && /dynamically imported module|module script|preload CSS/i.test(error.message)
}

function errorOf(error: unknown): Error {
  if (error instanceof Error) return error
  return new Error(isRouteErrorResponse(error) ? `${String(error.status)} ${error.statusText}` : String(error))
}
