import { Auth0Client, type User } from '@auth0/auth0-spa-js'
import workerUrl from '@auth0/auth0-spa-js/dist/auth0-spa-js.worker.production.js?url'
import { flushAll } from '#client/session-port.ts'
import type { Config } from '#contract/session.ts'
import type { Session, SignedIn } from './session.ts'
import { createSessionMachine, tabMemory } from './session-machine.ts'

/** What travels through the identity provider and back. */
export interface ReturnState {
  readonly returnTo?: string
}

/**
 * The client of `@auth0/auth0-spa-js` for an issuer. The domain is the issuer's URL without its slash, scheme included: that is how
 * the library takes a loopback issuer without TLS; its `issuer` option would force `https`. Refresh tokens stay in the worker's memory;
 * after a reload, renewal falls back to the issuer's own cookie.
 */
export function createAuth0Client(identity: Config['identity']): Auth0Client {
  return new Auth0Client({
    domain: identity.issuer.replace(/\/$/, ''),
    clientId: identity.clientId,
    cacheLocation: 'memory',
    useRefreshTokens: true,
    useRefreshTokensFallback: true,
    workerUrl,
    authorizationParams: {
      audience: identity.audience,
      redirect_uri: `${location.origin}/`,
      scope: 'openid profile email offline_access',
    },
  })
}

/** The session port over an Auth0 client. Arrivals after a redirect are reported by the provider, see `auth0-root.tsx`. */
export function createAuth0Session(client: Auth0Client, identity: Config['identity']): Auth0Session {
  const machine = createSessionMachine(tabMemory(sessionStorage))

  async function redirect(hint?: string): Promise<void> {
    await flushAll()
    const appState: ReturnState = { returnTo: `${location.pathname}${location.search}${location.hash}` }
    await client.loginWithRedirect({
      appState,
      authorizationParams: hint === undefined ? {} : { prompt: 'login', login_hint: hint },
    })
  }

  async function token(fresh = false): Promise<string | undefined> {
    if (machine.state().kind === 'other-person') return undefined
    try {
      const value = await client.getTokenSilently(fresh ? { cacheMode: 'off' } : {})
      const person = personOf(await client.getUser())
      const state = machine.state()
      // A renewal may bring back whoever the browser is signed in as by now.
      if (fresh && person !== undefined && state.kind === 'ready' && !machine.arrive(person)) return undefined
      return value
    } catch {
      return undefined
    }
  }

  return {
    ...machine,
    token,
    async signInAgain() {
      await flushAll()
      return machine.expire()
    },
    async signIn() {
      const state = machine.state()
      const hint = state.kind === 'expired' || state.kind === 'other-person' ? state.person.id : undefined
      if (state.kind !== 'expired') return redirect(identity.embedded ? hint : undefined)
      try {
        // In a window of its own, so that the page stays.
        await client.loginWithPopup({ authorizationParams: identity.embedded && hint !== undefined ? { login_hint: hint } : {} })
      } catch {
        return redirect(hint)
      }
      const person = personOf(await client.getUser())
      if (person !== undefined) machine.arrive(person)
    },
    async signOut() {
      await flushAll()
      machine.release()
      await client.logout({ logoutParams: { returnTo: `${location.origin}/` } })
    },
    canSwitch: identity.embedded,
    async switchTo(person) {
      await flushAll()
      machine.release()
      await client.logout({ openUrl: false })
      await redirect(person)
    },
    arrive: (user) => {
      const person = personOf(user)
      if (person !== undefined) machine.arrive(person)
    },
    fail: (message) => machine.set({ kind: 'failed', message }),
    redirect,
  }
}

export interface Auth0Session extends Session {
  readonly arrive: (user: User | undefined) => void
  readonly fail: (message: string) => void
  readonly redirect: () => Promise<void>
}

function personOf(user: User | undefined): SignedIn | undefined {
  return user?.sub === undefined ? undefined : { id: user.sub, name: user.name ?? user.nickname ?? user.sub }
}
