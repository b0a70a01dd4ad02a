import { isRouteErrorResponse, useRouteError } from 'react-router'
import { recallForTab, rememberForTab } from '#ui/storage.ts'
import { PaneError } from '#ui/error-boundary.tsx'

/** A page that could not be loaded or failed while it was drawn; the shell around it stays. */
export function RouteError() {
  const error = useRouteError()
  if (isVanishedChunk(error) && recallForTab('reloaded') !== location.pathname) {
    // A new version was installed since this tab was opened: its files are gone, and one reload brings the new ones.
    rememberForTab('reloaded', location.pathname)
    location.reload()
    return null
  }
  return <PaneError error={errorOf(error)} onRetry={() => location.reload()} />
}

function isVanishedChunk(error: unknown): boolean {
  return error instanceof TypeError && /dynamically imported module|module script/i.test(error.message)
}

function errorOf(error: unknown): Error {
  if (error instanceof Error) return error
  return new Error(isRouteErrorResponse(error) ? `${String(error.status)} ${error.statusText}` : String(error))
}
