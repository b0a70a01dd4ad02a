import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { askWhoIsThere, createAuth0Client } from './auth0-client.ts'

const library = vi.hoisted(() => ({ answers: new Array<() => void>() }))

vi.mock('@auth0/auth0-spa-js', () => ({
  Auth0Client: class {
    checkSession(): Promise<void> {
      return new Promise((resolve) => library.answers.push(resolve))
    }
    getUser(): Promise<{ sub: string }> {
      return Promise.resolve({ sub: 'dan' })
    }
  },
}))

const identity = {
  kind: 'auth0',
  issuer: 'https://issuer.example/',
  clientId: 'c',
  audience: 'a',
  embedded: true,
} as const

describe('the client of the issuer', () => {
  beforeEach(() => {
    vi.stubGlobal('location', { origin: 'http://localhost', search: '' })
    vi.stubGlobal('document', { body: {}, querySelector: () => null })
    vi.stubGlobal(
      'MutationObserver',
      class {
        observe(): void {}
        disconnect(): void {}
      },
    )
  })

  afterEach(() => {
    vi.unstubAllGlobals()
    library.answers.length = 0
  })

  it('answers concurrent callers with one question, and asks again afterwards', async () => {
    const client = createAuth0Client(identity)
    const both = Promise.all([client.checkSession(), client.checkSession()])
    expect(library.answers).toHaveLength(1)
    library.answers[0]?.()
    await both
    void client.checkSession()
    expect(library.answers).toHaveLength(2)
  })

  it('continues if the answer arrives before the question was noticed', async () => {
    const arrived = new Array<string | undefined>()
    const going = askWhoIsThere(createAuth0Client(identity), (user) => arrived.push(user?.sub))
    library.answers[0]?.()
    await expect(going).resolves.toBeUndefined()
    expect(arrived, 'and who is there is told of').toEqual(['dan'])
  })

  it('asks nothing on the return from the issuer', async () => {
    vi.stubGlobal('location', { origin: 'http://localhost', search: '?code=1&state=2' })
    await askWhoIsThere(createAuth0Client(identity), () => undefined)
    expect(library.answers).toHaveLength(0)
  })
})
