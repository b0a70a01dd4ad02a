import { type AppState, Auth0Provider, useAuth0 } from '@auth0/auth0-react'
import type { Auth0Client } from '@auth0/auth0-spa-js'
import { type ReactNode, useEffect } from 'react'
import type { Auth0Session } from './auth0-session.ts'
import { SessionProvider } from './session.ts'

export interface Auth0RootProps {
  readonly client: Auth0Client
  readonly session: Auth0Session
  /** Navigates without reloading the page. */
  readonly onReturn: (to: string) => void
  readonly children: ReactNode
}

/** Signing in through Auth0 or the embedded issuer. */
export function Auth0Root({ client, session, onReturn, children }: Auth0RootProps) {
  return (
    <Auth0Provider client={client} onRedirectCallback={(appState) => onReturn(returnPlace(appState))}>
      <Arrival session={session} />
      <SessionProvider value={session}>{children}</SessionProvider>
    </Auth0Provider>
  )
}

/** Tells the session what the provider found out, and goes to the issuer if nobody is signed in. */
function Arrival({ session }: { readonly session: Auth0Session }) {
  const { isLoading, isAuthenticated, user, error } = useAuth0()
  useEffect(() => {
    if (isLoading) return
    if (error !== undefined) session.fail(error.message)
    else if (isAuthenticated) session.arrive(user)
    else session.leave()
  }, [session, isLoading, isAuthenticated, user, error])
  return null
}

/** Only paths of this origin are followed: the state comes back through the browser's history. */
function returnPlace(appState: AppState | undefined): string {
  const place = appState?.returnTo
  return place?.startsWith('/') === true && !place.startsWith('//') ? place : '/'
}
