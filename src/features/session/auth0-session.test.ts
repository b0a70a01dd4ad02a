import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Auth0Actions, createAuth0Session } from './auth0-session.ts'

const identity = {
  kind: 'auth0',
  issuer: 'https://issuer.example/',
  clientId: 'c',
  audience: 'a',
  embedded: true,
} as const

/** An issuer that answers when the test says so. */
function issuer() {
  const asked = new Array<PromiseWithResolvers<string>>()
  const windows = new Array<PromiseWithResolvers<void>>()
  let raw = 'first'
  const actions = {
    getAccessTokenSilently: () => {
      const answer = Promise.withResolvers<string>()
      asked.push(answer)
      return answer.promise
    },
    getIdTokenClaims: () => Promise.resolve({ __raw: raw, sub: 'dan', name: 'Dan' }),
    loginWithPopup: async () => {
      const opened = Promise.withResolvers<void>()
      windows.push(opened)
      await opened.promise
      raw = 'second'
    },
    loginWithRedirect: () => Promise.reject(new Error('The page stays')),
    logout: () => Promise.resolve(),
  } as unknown as Auth0Actions
  return { actions, asked, windows }
}

describe('a session with the embedded issuer or Auth0', () => {
  beforeEach(() =>
    vi.stubGlobal('sessionStorage', { getItem: () => null, setItem: () => undefined, removeItem: () => undefined }),
  )
  afterEach(() => vi.unstubAllGlobals())

  it('asks nothing in silence while somebody signs in again: the answer would close their window', async () => {
    const { actions, asked, windows } = issuer()
    const session = createAuth0Session(identity)
    session.connect(actions)
    session.arrive({ sub: 'dan', name: 'Dan' })
    const running = session.token(true)
    const again = session.signInAgain()
    await vi.waitFor(() => expect(session.state().kind).toBe('expired'))

    const signedIn = session.signIn()
    const waits = session.token()
    await Promise.resolve()
    expect(windows, 'what was asked before is answered first').toHaveLength(0)
    asked[0]?.reject(new Error('login_required'))
    expect(await running).toBeUndefined()
    await vi.waitFor(() => expect(windows).toHaveLength(1))
    expect(asked, 'who asks meanwhile waits').toHaveLength(1)

    windows[0]?.resolve()
    await signedIn
    expect(await again).toBe(true)
    await vi.waitFor(() => expect(asked).toHaveLength(2))
    asked[1]?.resolve('token')
    expect(await waits).toBe('token')
  })
})
