import { InMemoryWebStorage, UserManager, WebStorageStateStore } from 'oidc-client-ts'
import { type ReactNode, useEffect, useState } from 'react'
import type { Config } from '#contract/config.ts'
import { createOidcSession } from './oidc-session.ts'
import { SessionProvider } from './session.ts'
import { tabMemory } from './session-machine.ts'

export interface OidcRootProps {
  readonly identity: Config['identity']
  /** Navigates without reloading the page. */
  readonly onReturn: (to: string) => void
  readonly children: ReactNode
}

/** Signing in through any OpenID issuer with discovery and PKCE. */
export function OidcRoot({ identity, onReturn, children }: OidcRootProps) {
  const [session] = useState(() =>
    createOidcSession(createManager(identity), tabMemory(sessionStorage), {
      href: () => location.href,
      replace: onReturn,
    }),
  )
  useEffect(() => void session.begin(), [session])
  return <SessionProvider value={session}>{children}</SessionProvider>
}

function createManager({ issuer, clientId, audience }: Config['identity']): UserManager {
  return new UserManager({
    authority: issuer,
    client_id: clientId,
    redirect_uri: `${location.origin}/`,
    post_logout_redirect_uri: `${location.origin}/`,
    scope: 'openid profile email offline_access',
    // Issuers differ in how they name the API that a token is for; RFC 8707 asks for a URL.
    extraQueryParams: { audience },
    ...(URL.canParse(audience) ? { resource: audience } : {}),
    userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
    automaticSilentRenew: false,
    monitorSession: false,
    loadUserInfo: false,
  })
}
