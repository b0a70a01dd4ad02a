import { type AppState, Auth0Provider, useAuth0 } from '@auth0/auth0-react'
import workerUrl from '@auth0/auth0-spa-js/dist/auth0-spa-js.worker.production.js?url'
import { type ReactNode, useEffect, useState } from 'react'
import type { Config } from '#contract/session.ts'
import { type Auth0Session, createAuth0Session } from './auth0-session.ts'
import { SessionProvider } from './session.ts'

export interface Auth0RootProps {
  readonly identity: Config['identity']
  /** Shows a place without loading the page again. */
  readonly onReturn: (to: string) => void
  readonly children: ReactNode
}

/**
 * Signing in through Auth0 or the embedded issuer. The domain is the issuer's URL without its slash, scheme included: that is how the
 * library takes a loopback issuer without TLS; its `issuer` option would force `https`. Refresh tokens stay in the worker's memory;
 * after a reload, renewal falls back to the issuer's own cookie.
 */
export function Auth0Root({ identity, onReturn, children }: Auth0RootProps) {
  const [session] = useState(() => createAuth0Session(identity))
  return (
    <Auth0Provider
      domain={identity.issuer.replace(/\/$/, '')}
      clientId={identity.clientId}
      cacheLocation="memory"
      useRefreshTokens
      useRefreshTokensFallback
      workerUrl={workerUrl}
      authorizationParams={{
        audience: identity.audience,
        redirect_uri: `${location.origin}/`,
        scope: 'openid profile email offline_access',
      }}
      onRedirectCallback={(appState) => onReturn(returnPlace(appState))}
    >
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
