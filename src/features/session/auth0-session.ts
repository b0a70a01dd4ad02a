import type { Auth0Client, User } from '@auth0/auth0-spa-js'
import { flushAll } from '#client/session-port.ts'
import type { Config } from '#contract/config.ts'
import { saidBy } from '#domain/said-by.ts'
import type { Session, SignedIn } from './session.ts'
import { createSessionMachine, tabMemory } from './session-machine.ts'

/** The state that travels to the identity provider and back. */
export interface ReturnState {
  readonly returnTo?: string
}

/** The part of the identity client that the session uses. */
export type SignInClient = Pick<
  Auth0Client,
  'getTokenSilently' | 'getIdTokenClaims' | 'loginWithRedirect' | 'loginWithPopup' | 'logout'
>

/** The session port over the client of Auth0 or the embedded issuer. */
export interface Auth0Session extends Session {
  readonly arrive: (user: User | undefined) => void
  readonly fail: (message: string) => void
  /** Goes to the issuer, unless the page is on its way there. */
  readonly leave: () => void
}

export function createAuth0Session(identity: Config['identity'], client: SignInClient): Auth0Session {
  const machine = createSessionMachine(tabMemory(sessionStorage))
  const silent = new Set<Promise<unknown>>()
  // Tabs share the session at the issuer, so the first tab that is signed in again tells the others.
  const tabs = new BroadcastChannel('linewright.session')
  let isLeaving = false
  let hasLetGo = false
  let isBeside = false
  let hasGivenUp = false

  tabs.onmessage = () => {
    if (machine.state().kind !== 'expired' || isBeside) return
    // An old refresh token may be void. The library then forgets it, and the next question uses the issuer's session.
    askSilently(true)
      .catch(() => askSilently(true))
      .then(current)
      .then(({ person }) => person !== undefined && machine.arrive(person))
      .catch(() => undefined)
  }
  function arrive(person: SignedIn): void {
    if (machine.arrive(person)) tabs.postMessage('back')
  }

  async function redirect(hint?: string): Promise<void> {
    isLeaving = true
    await flushAll()
    const appState: ReturnState = { returnTo: `${location.pathname}${location.search}${location.hash}` }
    await client.loginWithRedirect({
      appState,
      authorizationParams: hint === undefined ? {} : { prompt: 'login', login_hint: hint },
    })
  }

  async function current(): Promise<{ readonly person: SignedIn | undefined; readonly raw: string | undefined }> {
    const claims = await client.getIdTokenClaims()
    return { person: personOf(claims), raw: claims?.__raw }
  }

  async function token(fresh = false): Promise<string | undefined> {
    // Until the identity provider has answered, the page's requests wait here.
    await machine.known()
    // No silent questions while somebody signs in again: whoever is refused waits for them.
    const { kind } = machine.state()
    if (kind === 'other-person' || kind === 'expired' || hasLetGo) return undefined
    try {
      const value = await askSilently(fresh)
      const state = machine.state()
      const { person } = await current()
      // A renewal may return another person, if the browser has signed in somebody else meanwhile.
      if (state.kind === 'ready' && person !== undefined && person.id !== state.person.id && !machine.arrive(person))
        return undefined
      return value
    } catch {
      return undefined
    }
  }

  function askSilently(fresh: boolean): Promise<string | undefined> {
    const asked = client.getTokenSilently(fresh ? { cacheMode: 'off' } : {})
    silent.add(asked)
    const forget = (): void => void silent.delete(asked)
    asked.then(forget, forget)
    return asked
  }

  /**
   * Gives up the tab's person before the issuer ends or changes the session. A silent question on its way then would
   * carry the old session's cookie, and its answer could undo the change in the whole browser.
   */
  async function letGo(): Promise<void> {
    isLeaving = true
    await flushAll()
    machine.release()
    hasLetGo = true
    await Promise.allSettled(silent)
  }

  /**
   * Signs in through a popup, so that the page stays. Two quirks of the library: it takes any answer of the issuer for
   * the popup's, so silent questions are awaited first; and it takes a closed popup for a refusal even if the answer is
   * on its way, so the issuer is asked once more. Whoever really gave up is asked again by the page, which then goes to
   * the issuer itself: some issuers cut the popup off from its opener.
   */
  async function signInBeside(popup: Window, hint: string | undefined): Promise<void> {
    isBeside = true
    try {
      await Promise.allSettled(silent)
      const before = (await current()).raw
      const authorizationParams = identity.embedded && hint !== undefined ? { login_hint: hint } : {}
      await client
        .loginWithPopup({ authorizationParams }, { popup })
        .catch(() => askSilently(true).catch(() => undefined))
      const { person, raw } = await current()
      const isBack = raw !== before && person !== undefined
      hasGivenUp = !isBack
      if (isBack) arrive(person)
    } finally {
      isBeside = false
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
      const popup = state.kind === 'expired' && !hasGivenUp ? open('', '', 'popup,width=400,height=600') : null
      if (popup !== null) return signInBeside(popup, hint)
      await redirect(identity.embedded ? hint : undefined)
    },
    async signOut() {
      await letGo()
      await client.logout({ logoutParams: { returnTo: `${location.origin}/` } })
    },
    canSwitch: identity.embedded,
    async switchTo(person) {
      await letGo()
      await client.logout({ openUrl: false })
      await redirect(person)
    },
    arrive: (user) => {
      const person = personOf(user)
      if (person !== undefined && !isLeaving) arrive(person)
    },
    fail: (message) => {
      if (machine.state().kind === 'signing-in') machine.set({ kind: 'failed', message })
    },
    leave: () => {
      if (isLeaving || machine.state().kind !== 'signing-in') return
      redirect().catch((reason: unknown) => {
        isLeaving = false
        machine.set({ kind: 'failed', message: saidBy(reason) })
      })
    },
  }
}

function personOf(user: User | undefined): SignedIn | undefined {
  return user?.sub === undefined ? undefined : { id: user.sub, name: user.name ?? user.nickname ?? user.sub }
}
