import type { User, UserManager } from 'oidc-client-ts'
import { flushAll } from '#client/session-port.ts'
import { saidBy } from '#domain/said-by.ts'
import type { Session, SignedIn } from './session.ts'
import { createSessionMachine, type TabMemory } from './session-machine.ts'

/** The part of `oidc-client-ts` that the session uses. */
export type OidcManager = Pick<
  UserManager,
  'getUser' | 'removeUser' | 'signinCallback' | 'signinPopup' | 'signinRedirect' | 'signinSilent' | 'signoutRedirect'
>

/** The page's address, and a way to go to another: a browser's, or a test's. */
export interface PageAddress {
  readonly href: () => string
  readonly replace: (to: string) => void
}

/** The session port over `oidc-client-ts`, for issuers other than Auth0. Tokens are kept in the page's memory. */
export interface OidcSession extends Session {
  /** Takes the issuer's answer from the address, or goes to the issuer. */
  readonly begin: () => Promise<void>
}

export function createOidcSession(manager: OidcManager, memory: TabMemory, page: PageAddress): OidcSession {
  const machine = createSessionMachine(memory)
  let isLeaving = false

  function here(): string {
    const { pathname, search, hash } = new URL(page.href())
    return `${pathname}${search}${hash}`
  }

  async function redirect(more: { readonly login_hint?: string; readonly prompt?: string } = {}): Promise<void> {
    isLeaving = true
    await flushAll()
    await manager.signinRedirect({ state: { returnTo: here() }, ...more })
  }

  async function renewed(): Promise<User | null> {
    const known = await manager.getUser()
    // Without a refresh token, renewal would need an iframe, to which browsers no longer send cookies.
    return known?.refresh_token === undefined ? null : manager.signinSilent()
  }

  async function current(fresh: boolean): Promise<User | null> {
    const known = await manager.getUser()
    return !fresh && known !== null && known.expired !== true ? known : renewed()
  }

  return {
    ...machine,
    async begin() {
      const { searchParams } = new URL(page.href())
      if (!searchParams.has('state') || !(searchParams.has('code') || searchParams.has('error'))) return redirect()
      try {
        const user = await manager.signinCallback()
        // In a popup, the answer goes to its opener.
        if (user === undefined) return
        page.replace(returnPlace(user.state))
        machine.arrive(personOf(user))
      } catch (reason) {
        machine.set({ kind: 'failed', message: saidBy(reason) })
      }
    },
    async token(fresh = false) {
      // Until the issuer has answered, the page's requests wait here.
      await machine.known()
      const state = machine.state()
      if (state.kind === 'other-person') return undefined
      const user = await current(fresh).catch(() => null)
      if (user === null) return undefined
      // A renewal may return another person, if the browser has signed in somebody else meanwhile.
      if (state.kind === 'ready' && user.profile.sub !== state.person.id && !machine.arrive(personOf(user)))
        return undefined
      return user.access_token
    },
    async signInAgain() {
      await flushAll()
      return machine.expire()
    },
    async signIn() {
      const state = machine.state()
      if (state.kind === 'expired') {
        const user = await manager.signinPopup({ login_hint: state.person.name }).catch(() => undefined)
        if (user !== undefined) return void machine.arrive(personOf(user))
      }
      await redirect(state.kind === 'other-person' ? { prompt: 'login' } : {})
    },
    async signOut() {
      isLeaving = true
      await flushAll()
      machine.release()
      // If the issuer has no sign-out page, the tab just forgets its tokens.
      await manager.signoutRedirect().catch(async () => {
        await manager.removeUser()
        machine.set({ kind: 'signed-out' })
        isLeaving = false
      })
    },
    canSwitch: false,
    switchTo: () => (isLeaving ? Promise.resolve() : redirect({ prompt: 'select_account' })),
  }
}

function personOf({ profile }: User): SignedIn {
  return { id: profile.sub, name: profile.name ?? profile.preferred_username ?? profile.email ?? profile.sub }
}

/** Only paths of this origin are followed: the state comes back through the browser's history. */
function returnPlace(state: unknown): string {
  const place = typeof state === 'object' && state !== null && 'returnTo' in state ? state.returnTo : undefined
  return typeof place === 'string' && place.startsWith('/') && !place.startsWith('//') ? place : '/'
}
