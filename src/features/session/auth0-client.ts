import { Auth0Client, type User } from '@auth0/auth0-spa-js'
import workerUrl from '@auth0/auth0-spa-js/dist/auth0-spa-js.worker.production.js?url'
import type { Config } from '#contract/config.ts'
import { whenAsked } from './asked.ts'

/**
 * Callers who ask for the session during a running question share its answer. The library would let the second one wait
 * for up to 5 s.
 */
class AskedClient extends Auth0Client {
  #asked: Promise<void> | undefined

  override checkSession(): Promise<void> {
    this.#asked ??= super.checkSession().finally(() => (this.#asked = undefined))
    return this.#asked
  }
}

/**
 * The client of Auth0 or the embedded issuer. `domain` is the issuer's URL with its scheme, since the library's
 * `issuer` option would force `https` on a loopback issuer. Refresh tokens stay in the worker's memory; after a reload,
 * renewal relies on the issuer's cookie.
 */
export function createAuth0Client(identity: Config['identity']): Auth0Client {
  return new AskedClient({
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

/**
 * Asks who is signed in. Resolves once the question is on its way, since rendering would delay it. Reports the person
 * as soon as the answer is there, before the library's provider has rendered. A return from the issuer is left to that
 * provider.
 */
export async function askWhoIsThere(client: Auth0Client, arrive: (user: User | undefined) => void): Promise<void> {
  if (new URLSearchParams(location.search).has('state')) return
  let stop: () => void = () => undefined
  const asked = new Promise<void>((resolve) => (stop = whenAsked(resolve)))
  const answered = client.checkSession().then(async () => arrive(await client.getUser()))
  await Promise.race([answered.catch(() => undefined), asked])
  stop()
}
