import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createAuth0Session, type SignInClient } from './auth0-session.ts'

const identity = {
  kind: 'auth0',
  issuer: 'https://issuer.example/',
  clientId: 'c',
  audience: 'a',
  embedded: true,
} as const

/** An issuer that answers when the test says so. Each success brings a new identity token. */
function issuer() {
  const asked = new Array<PromiseWithResolvers<string>>()
  const windows = new Array<PromiseWithResolvers<void>>()
  let raw = 'first'
  let left = 0
  const client = {
    getTokenSilently: async () => {
      const answer = Promise.withResolvers<string>()
      asked.push(answer)
      raw = await answer.promise
      return raw
    },
    getIdTokenClaims: () => Promise.resolve({ __raw: raw, sub: 'dan', name: 'Dan' }),
    loginWithPopup: async () => {
      const opened = Promise.withResolvers<void>()
      windows.push(opened)
      await opened.promise
      raw = 'second'
    },
    loginWithRedirect: () => Promise.resolve(void (left += 1)),
    logout: () => Promise.resolve(),
  } as unknown as SignInClient
  const session = createAuth0Session(identity, client)
  session.arrive({ sub: 'dan', name: 'Dan' })
  return { session, client, asked, windows, left: () => left }
}

/** The tabs of one browser, which hear each other at once. */
function browser() {
  const tabs: Tab[] = []
  class Tab {
    onmessage: () => void = () => undefined
    constructor() {
      tabs.push(this)
    }
    postMessage(): void {
      for (const tab of tabs) if (tab !== this) tab.onmessage()
    }
  }
  return Tab
}

describe('a session with the embedded issuer or Auth0 that has ended', () => {
  beforeEach(() => {
    vi.stubGlobal('open', () => ({}))
    vi.stubGlobal('BroadcastChannel', browser())
    vi.stubGlobal('location', new URL('http://localhost/'))
    vi.stubGlobal('sessionStorage', { getItem: () => null, setItem: () => undefined, removeItem: () => undefined })
  })
  afterEach(() => vi.unstubAllGlobals())

  it('asks nothing in silence while somebody signs in again: the answer would close their window', async () => {
    const { session, asked, windows } = issuer()
    const before = session.token(true)
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    const again = session.signInAgain()
    await vi.waitFor(() => expect(session.state().kind).toBe('expired'))

    const signedIn = session.signIn()
    expect(await session.token(true)).toBeUndefined()
    await new Promise((resolve) => setImmediate(resolve))
    expect(windows, 'what was asked before is answered first').toHaveLength(0)
    asked[0]?.reject(new Error('login_required'))
    expect(await before).toBeUndefined()
    await vi.waitFor(() => expect(windows).toHaveLength(1))
    expect(asked, 'nothing is asked meanwhile').toHaveLength(1)

    windows[0]?.resolve()
    await signedIn
    expect(await again).toBe(true)
    const afterwards = session.token()
    await vi.waitFor(() => expect(asked).toHaveLength(2))
    asked[1]?.resolve('token')
    expect(await afterwards).toBe('token')
  })

  it('asks the issuer when the window has closed without an answer: it may have been on its way', async () => {
    const { session, asked, windows } = issuer()
    const again = session.signInAgain()
    await vi.waitFor(() => expect(session.state().kind).toBe('expired'))
    const signedIn = session.signIn()
    await vi.waitFor(() => expect(windows).toHaveLength(1))
    windows[0]?.reject(new Error('cancelled'))
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    asked[0]?.resolve('token')
    await signedIn
    expect(await again).toBe(true)
  })

  it('stays as it is when the window is given up; the next time the page goes to the issuer', async () => {
    const { session, asked, windows, left } = issuer()
    void session.signInAgain()
    await vi.waitFor(() => expect(session.state().kind).toBe('expired'))
    const signedIn = session.signIn()
    await vi.waitFor(() => expect(windows).toHaveLength(1))
    windows[0]?.reject(new Error('cancelled'))
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    asked[0]?.reject(new Error('login_required'))
    await signedIn
    expect([session.state().kind, left()]).toEqual(['expired', 0])
    await session.signIn()
    expect([windows.length, left()]).toEqual([1, 1])
  })

  it('asks nothing in silence while the person is switched: the old session could come back', async () => {
    const { session, asked, left } = issuer()
    void session.token(true)
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    const switched = session.switchTo('mio')
    await new Promise((resolve) => setTimeout(resolve))
    expect(left(), 'what is on its way is awaited').toBe(0)
    asked[0]?.resolve('renewed')
    await switched
    expect(left()).toBe(1)
    expect(await session.token()).toBeUndefined()
    expect(asked).toHaveLength(1)
  })

  it('comes back by itself when somebody has signed in again in another tab of the browser', async () => {
    const [here, there] = [issuer(), issuer()]
    const again = there.session.signInAgain()
    void here.session.signInAgain()
    await vi.waitFor(() =>
      expect([here, there].map(({ session }) => session.state().kind)).toEqual(['expired', 'expired']),
    )
    const signedIn = here.session.signIn()
    await vi.waitFor(() => expect(here.windows).toHaveLength(1))
    here.windows[0]?.resolve()
    await signedIn
    await vi.waitFor(() => expect(there.asked).toHaveLength(1))
    there.asked[0]?.reject(new Error('its refresh token is void'))
    await vi.waitFor(() => expect(there.asked).toHaveLength(2))
    there.asked[1]?.resolve('third')
    expect(await again).toBe(true)
    expect(there.windows).toHaveLength(0)
  })

  it('still listens to other tabs after an interrupted sign-in', async () => {
    const [here, there] = [issuer(), issuer()]
    void here.session.signInAgain()
    const again = there.session.signInAgain()
    await vi.waitFor(() => expect(there.session.state().kind).toBe('expired'))
    vi.spyOn(there.client, 'getIdTokenClaims').mockRejectedValueOnce(new Error('its storage is closed'))
    await expect(there.session.signIn()).rejects.toThrow('closed')
    const signedIn = here.session.signIn()
    await vi.waitFor(() => expect(here.windows).toHaveLength(1))
    here.windows[0]?.resolve()
    await signedIn
    await vi.waitFor(() => expect(there.asked).toHaveLength(1))
    there.asked[0]?.resolve('third')
    expect(await again).toBe(true)
  })
})
