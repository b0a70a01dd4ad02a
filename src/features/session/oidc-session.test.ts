import { User } from 'oidc-client-ts'
import { describe, expect, it, vi } from 'vitest'
import type { SignedIn } from './session.ts'
import { createOidcSession, type OidcManager } from './oidc-session.ts'

function userOf(id: string, more: Partial<User> = {}): User {
  const profile = { sub: id, name: id.toUpperCase(), iss: 'https://issuer.example', aud: 'x', exp: 0, iat: 0 }
  const user = new User({ access_token: `token of ${id}`, token_type: 'Bearer', profile, refresh_token: 'r' })
  return Object.assign(user, { state: { returnTo: '/projects/p' } }, more)
}

function sessionAt(href: string, fakes: Partial<OidcManager> = {}) {
  const calls: string[] = []
  let kept: SignedIn | undefined
  const places: string[] = []
  const manager: OidcManager = {
    getUser: async () => userOf('dan'),
    removeUser: async () => void calls.push('remove'),
    signinCallback: async () => userOf('dan'),
    signinPopup: async () => userOf('dan'),
    signinRedirect: async (args) => void calls.push(`redirect ${JSON.stringify(args?.state)}`),
    signinSilent: async () => userOf('dan', { access_token: 'renewed' }),
    signoutRedirect: async () => void calls.push('sign out'),
    ...fakes,
  }
  const memory = { read: () => kept, write: (person: SignedIn | undefined) => (kept = person) }
  const session = createOidcSession(manager, memory, { href: () => href, replace: (to) => void places.push(to) })
  return { session, calls, places }
}

const answered = 'https://lw.example/?code=c&state=s'

describe('a session with an OpenID issuer', () => {
  it('goes to the issuer first, and returns to the same place', async () => {
    const { session, calls } = sessionAt('https://lw.example/projects/p?tab=x#y')
    await session.begin()
    expect(calls).toEqual(['redirect {"returnTo":"/projects/p?tab=x#y"}'])
    const back = sessionAt(answered)
    await back.session.begin()
    expect(back.places).toEqual(['/projects/p'])
    expect(back.session.state()).toEqual({ kind: 'ready', person: { id: 'dan', name: 'DAN' } })
    expect(await back.session.token()).toBe('token of dan')
  })

  it('never returns to another origin', async () => {
    const state = { returnTo: '//evil.example' }
    const { session, places } = sessionAt(answered, { signinCallback: async () => userOf('dan', { state }) })
    await session.begin()
    expect(places).toEqual(['/'])
  })

  it('renews on demand, and has no token if it cannot', async () => {
    const { session } = sessionAt(answered)
    await session.begin()
    expect(await session.token(true)).toBe('renewed')
    const none = sessionAt(answered, {
      getUser: async () => Object.assign(userOf('dan'), { refresh_token: undefined }),
    })
    await none.session.begin()
    expect(await none.session.token(true)).toBeUndefined()
    const gone = sessionAt(answered, { signinSilent: () => Promise.reject(new Error('invalid_grant')) })
    await gone.session.begin()
    expect(await gone.session.token(true)).toBeUndefined()
  })

  it('stops when renewal returns somebody else', async () => {
    const { session } = sessionAt(answered, { signinSilent: async () => userOf('aya') })
    await session.begin()
    expect(await session.token(true)).toBeUndefined()
    expect(session.state().kind).toBe('other-person')
  })

  it('signs in again in a popup, or by going to the issuer if that fails', async () => {
    const { session } = sessionAt(answered)
    await session.begin()
    const waiting = session.signInAgain()
    await vi.waitUntil(() => session.state().kind === 'expired')
    await session.signIn()
    expect(await waiting).toBe(true)
    const blocked = sessionAt(answered, { signinPopup: () => Promise.reject(new Error('blocked')) })
    await blocked.session.begin()
    void blocked.session.signInAgain()
    await vi.waitUntil(() => blocked.session.state().kind === 'expired')
    await blocked.session.signIn()
    expect(blocked.calls).toHaveLength(1)
  })

  it('reports errors of the issuer, and signs out without it if necessary', async () => {
    const failed = sessionAt('https://lw.example/?error=access_denied&state=s', {
      signinCallback: () => Promise.reject(new Error('access_denied')),
    })
    await failed.session.begin()
    expect(failed.session.state()).toEqual({ kind: 'failed', message: 'access_denied' })
    const { session, calls } = sessionAt(answered, { signoutRedirect: () => Promise.reject(new Error('no endpoint')) })
    await session.begin()
    await session.signOut()
    expect(calls).toEqual(['remove'])
    expect(session.state()).toEqual({ kind: 'signed-out' })
  })
})
