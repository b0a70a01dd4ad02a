import { type AppState, Auth0Provider, useAuth0 } from '@auth0/auth0-react'
import type { Auth0Client } from '@auth0/auth0-spa-js'
import { type ReactNode, useEffect, useState } from 'react'
import type { Config } from '#contract/session.ts'
import { type Auth0Session, createAuth0Session } from './auth0-session.ts'
import { SessionProvider } from './session.ts'

export interface Auth0RootProps {
  readonly identity: Config['identity']
  readonly client: Auth0Client
  /** Shows a place without loading the page again. */
  readonly onReturn: (to: string) => void
  readonly children: ReactNode
}

/** Signing in through Auth0 or the embedded issuer. */
export function Auth0Root({ identity, client, onReturn, children }: Auth0RootProps) {
  const [session] = useState(() => createAuth0Session(identity))
  return (
    <Auth0Provider client={client} onRedirectCallback={(appState) => onReturn(returnPlace(appState))}>
      <Arrival session={session} />
      <SessionProvider value={session}>{children}</SessionProvider>
    </Auth0Provider>
  )
}

/** Tells the session what the provider found out, and goes to the issuer when nobody is signed in. */
function Arrival({ session }: { readonly session: Auth0Session }) {
  const auth0 = useAuth0()
  const { isLoading, isAuthenticated, user, error } = auth0
  useEffect(() => {
    session.connect(auth0)
    if (isLoading) return
    if (error !== undefined) session.fail(error.message)
    else if (isAuthenticated) session.arrive(user)
    else session.leave()
  }, [session, auth0, isLoading, isAuthenticated, user, error])
  return null
}

/** Only places of this origin: the state comes back through the browser's history. */
function returnPlace(appState: AppState | undefined): string {
  const place = appState?.returnTo
  return place?.startsWith('/') === true && !place.startsWith('//') ? place : '/'
}
