import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider'
import type { Member } from '#domain/project.ts'
import type { IssuerKeys } from './keys.ts'
import { deviceSources } from './device-pages.ts'
import { failedPage } from './pages.ts'
import type { TokenStore } from './token-store.ts'
import { wordsFor } from './words.ts'

type Grant = InstanceType<Provider['Grant']>

/** The clients of the embedded issuer, and the audience of its access tokens. */
export const embeddedClientId = 'linewright-workbench'
const commandLineClientId = 'linewright-cli'
export const embeddedAudience = 'urn:linewright:api'
const scopes = 'openid profile email offline_access'

export interface IssuerOptions {
  /** Origin of the workbench, without a trailing slash: `http://localhost:7480`. */
  readonly origin: string
  readonly keys: IssuerKeys
  readonly tokens: TokenStore
  readonly members: () => Promise<readonly Member[]>
}

/** The OpenID provider behind the embedded issuer, with the routes that Auth0 has, so that its libraries work unchanged. */
export function createProvider({ origin, keys, tokens, members }: IssuerOptions): Provider {
  const port = new URL(origin).port || '443'
  const configuration: Configuration = {
    adapter: (model) => tokens.adapter(model),
    jwks: { keys: [keys.signing] },
    clients: [
      {
        client_id: embeddedClientId,
        client_name: 'Linewright',
        application_type: 'web',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: [origin, `${origin}/`],
        post_logout_redirect_uris: [origin, `${origin}/`],
      },
      {
        client_id: commandLineClientId,
        client_name: 'Linewright CLI',
        // Native clients would ask for consent each time, though this installation is the person's own.
        application_type: 'web',
        token_endpoint_auth_method: 'none',
        grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],
        response_types: [],
        redirect_uris: [],
      },
    ],
    routes: {
      authorization: '/authorize',
      token: '/oauth/token',
      revocation: '/oauth/revoke',
      userinfo: '/userinfo',
      end_session: '/oidc/logout',
      device_authorization: '/oauth/device/code',
      code_verification: '/device',
      jwks: '/.well-known/jwks.json',
    },
    cookies: {
      keys: [keys.cookies],
      // Cookies ignore ports, so installations on one host need different names.
      names: {
        session: `lw${port}_session`,
        interaction: `lw${port}_interaction`,
        resume: `lw${port}_resume`,
      },
      long: { signed: true, httpOnly: true, sameSite: 'lax', path: '/' },
      short: { signed: true, httpOnly: true, sameSite: 'lax' },
    },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true },
      deviceFlow: { enabled: true, ...deviceSources(async (id) => (await personOf(id))?.name) },
      webMessageResponseMode: { enabled: true, ack: 'individual-draft-01' },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => embeddedAudience,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: scopes,
          audience: embeddedAudience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 3600,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    pkce: { required: () => true },
    clientBasedCORS: (_, requester) => requester === origin,
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], profile: ['name'], email: ['email'] },
    extraTokenClaims: async (_, token) => {
      const person = 'accountId' in token ? await personOf(token.accountId) : undefined
      // Anyone with the code may act as anyone here, so an address suffices; invitations to it find the person.
      return person === undefined
        ? undefined
        : { name: person.name, email: person.email, email_verified: person.email !== undefined, groups: person.teams }
    },
    findAccount: async ({ oidc }, id) => {
      const person = await personOf(id)
      if (person === undefined) {
        // A person who left the project must sign in again, since the provider cannot handle a session of nobody.
        if (oidc.session?.accountId === id) forgetLogin(oidc.session)
        return undefined
      }
      return { accountId: id, claims: () => ({ sub: id, name: person.name, email: person.email }) }
    },
    renderError(ctx, { error, error_description: description }) {
      ctx.type = 'html'
      ctx.body = failedPage(wordsFor(ctx.get('accept-language')), description ?? error)
    },
    loadExistingGrant: grantEverything,
    issueRefreshToken: (_, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    // Tabs may be signed in as different people, so a change in one must not end the other's tokens.
    expiresWithSession: () => false,
    ttl: {
      AccessToken: 3600,
      AuthorizationCode: 60,
      DeviceCode: 600,
      IdToken: 3600,
      Interaction: 3600,
      Session: days(14),
      Grant: days(14),
      RefreshToken: days(14),
    },
  }
  const provider = new Provider(`${origin}/`, configuration)
  provider.on('authorization.error', (ctx, { error }) => {
    // For a silent sign-in, "nobody" is a normal answer; browsers would log the provider's 400 as an error.
    if (error === 'login_required' && ctx.oidc.params?.['response_mode'] === 'web_message') ctx.status = 200
  })
  return provider

  async function personOf(id: string | undefined): Promise<(Member['person'] & Pick<Member, 'teams'>) | undefined> {
    const member = (await members()).find(({ person }) => person.id === id)
    return member === undefined ? undefined : { ...member.person, teams: member.teams }
  }
}

/** Keeps the browser's session but signs the person out of it. */
export function forgetLogin(session: InstanceType<Provider['Session']>): void {
  delete session.accountId
  delete session.loginTs
  session.authorizations = {}
}

// All clients are our own, so nobody is asked for consent.
async function grantEverything(ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { client, session, provider } = ctx.oidc
  const accountId = session?.accountId
  if (client === undefined || session === undefined || accountId === undefined) return undefined
  const known = session.grantIdFor(client.clientId)
  const existing = known === undefined ? undefined : await provider.Grant.find(known)
  if (existing?.accountId === accountId) return existing
  const grant = new provider.Grant({ clientId: client.clientId, accountId })
  grant.addOIDCScope(scopes)
  grant.addResourceScope(embeddedAudience, scopes)
  await grant.save()
  return grant
}

function days(count: number): number {
  return count * 24 * 60 * 60
}
