import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { JWK } from 'jose'
import type { Member } from '#domain/project.ts'
import { createDoor } from './door.ts'
import { loadIssuerKeys } from './keys.ts'
import { createProvider } from './provider.ts'
import { createSignIn } from './sign-in.ts'
import { openTokenStore } from './token-store.ts'

export interface EmbeddedIssuer {
  /** Whether a path belongs to the issuer. */
  owns(path: string): boolean
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** Public keys that verify its tokens. */
  readonly publicKeys: { readonly keys: readonly JWK[] }
  /** The code that people type once per browser profile. */
  readonly code: string
  /** The link that carries the code. */
  readonly link: string
  /** Ends all sessions of a person and revokes their refresh tokens. */
  signOut(person: string): void
  close(): void
}

const roots = /^\/(?:authorize|oauth|oidc|v2|userinfo|interaction|device)(?:\/|$)|^\/\.well-known\//

/**
 * The identity provider inside the server (decision 10): OpenID Connect with Auth0's routes, sample people instead of passwords, and a code that only
 * the person who started the server can read. For loopback only; the caller ensures that.
 */
export async function createEmbeddedIssuer(options: {
  readonly origin: string
  readonly dataDir: string
  readonly members: () => Promise<readonly Member[]>
}): Promise<EmbeddedIssuer> {
  const { origin, dataDir, members } = options
  const keys = await loadIssuerKeys(dataDir)
  const tokens = openTokenStore(join(dataDir, 'identity.sqlite'))
  const port = new URL(origin).port || '443'
  const door = createDoor(keys.code, keys.cookies, `lw${port}_door`)
  const provider = createProvider({ origin, keys, tokens, members })
  const signIn = createSignIn({ provider, origin, door, members })
  const callback = provider.callback()
  const { kty, n, e, kid, alg, use } = keys.signing as JWK

  return {
    owns: (path) => roots.test(path),
    async handle(request, response) {
      const url = new URL(request.url ?? '/', origin)
      if (url.pathname === '/interaction/open') return signIn.open(url, response)
      if (url.pathname === '/v2/logout') return signOut(url, request, response)
      if (url.pathname.startsWith('/interaction/')) return signIn.interact(request, response)
      return callback(request, response)
    },
    publicKeys: { keys: [{ kty, n, e, kid, alg, use } as JWK] },
    code: keys.code,
    link: `${origin}/interaction/open?code=${keys.code}`,
    signOut: (person) => tokens.forgetAccount(person),
    close: () => tokens.close(),
  }

  // Signs out the way Auth0's libraries do it. A link from another site ends nobody's session.
  async function signOut(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const name = `lw${port}_session`
    const id = cookieValue(request.headers.cookie, name)
    if (id !== undefined && request.headers['sec-fetch-site'] !== 'cross-site') {
      const session = await provider.Session.find(id)
      await session?.destroy()
      const gone = 'Path=/; HttpOnly; SameSite=Lax; Max-Age=0'
      response.setHeader('set-cookie', [`${name}=; ${gone}`, `${name}.sig=; ${gone}`])
    }
    const returnTo = url.searchParams.get('returnTo') ?? '/'
    const target = URL.canParse(returnTo, origin) ? new URL(returnTo, origin) : new URL(origin)
    response.writeHead(303, { location: target.origin === origin ? target.href : `${origin}/` }).end()
  }
}

function cookieValue(header: string | undefined, name: string): string | undefined {
  const found = (header ?? '').split(';').find((part) => part.trim().startsWith(`${name}=`))
  return found?.trim().slice(name.length + 1)
}
