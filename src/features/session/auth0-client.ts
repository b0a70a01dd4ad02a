import { Auth0Client, type User } from '@auth0/auth0-spa-js'
import workerUrl from '@auth0/auth0-spa-js/dist/auth0-spa-js.worker.production.js?url'
import type { Config } from '#contract/config.ts'
import { whenAsked } from './asked.ts'

/** Whoever asks who is signed in while that is being asked gets the same answer. By itself the library lets a second question wait, for 5 s at most. */
class AskedClient extends Auth0Client {
  #asked: Promise<void> | undefined

  override checkSession(): Promise<void> {
    this.#asked ??= super.checkSession().finally(() => (this.#asked = undefined))
    return this.#asked
  }
}

/**
 * The client of Auth0 or the embedded issuer. The domain is the issuer's URL without its slash, scheme included: that is how the
 * library takes a loopback issuer without TLS; its `issuer` option would force `https`. Refresh tokens stay in the worker's memory;
 * after a reload, renewal falls back to the issuer's own cookie.
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
 * Asks who is there, and waits until the question is on its way: rendering would hold it up, and takes less long than the answer. Whoever
 * is there is told of at once, and not when the library's provider, which asks the same, is rendered. Who comes back from the issuer is its own matter.
 */
export async function askWhoIsThere(client: Auth0Client, arrive: (user: User | undefined) => void): Promise<void> {
  if (new URLSearchParams(location.search).has('state')) return
  let stop: () => void = () => undefined
  const asked = new Promise<void>((resolve) => (stop = whenAsked(resolve)))
  const answered = client.checkSession().then(async () => arrive(await client.getUser()))
  await Promise.race([answered.catch(() => undefined), asked])
  stop()
}
