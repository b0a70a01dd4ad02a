import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Member } from '#domain/project.ts'
import { cookieBrowser, type Go } from '#server/testing/cookie-browser.ts'
import { securityHeaders, setHeaders } from '../http/security-headers.ts'
import { createEmbeddedIssuer, type EmbeddedIssuer } from './embedded-issuer.ts'
import { embeddedAudience, embeddedClientId } from './provider.ts'
import { verifyWithKeys } from './verify.ts'

const members: readonly Member[] = [
  { person: { id: 'aya', name: 'Aya <Admin>', email: 'aya@example.org' }, role: 'admin', teams: [] },
  { person: { id: 'dan', name: 'Dan', email: 'dan@example.org' }, role: 'developer', teams: ['library'] },
]
const verifierText = randomBytes(32).toString('base64url')
const challenge = createHash('sha256').update(verifierText).digest('base64url')

let folder: string
let issuer: EmbeddedIssuer
let origin: string
let close: () => Promise<void>
let people: readonly Member[]

async function start(port = 0): Promise<void> {
  const server = createServer((request, response) => {
    setHeaders(response, securityHeaders())
    void issuer.handle(request, response)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = server.address() as AddressInfo
  origin = `http://localhost:${address.port}`
  issuer = await createEmbeddedIssuer({ origin, dataDir: folder, members: async () => people })
  close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    issuer.close()
  }
}

beforeEach(async () => {
  people = members
  folder = await mkdtemp(join(tmpdir(), 'linewright-issuer-'))
  await start()
})
afterEach(async () => {
  await close()
  await rm(folder, { recursive: true })
})

function authorize(more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({
    client_id: embeddedClientId,
    scope: 'openid profile email offline_access',
    audience: embeddedAudience,
    response_type: 'code',
    response_mode: 'query',
    redirect_uri: `${origin}/`,
    state: 's1',
    nonce: 'n1',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    auth0Client: 'e30=',
    ...more,
  })
  return `/authorize?${query.toString()}`
}

function form(fields: Readonly<Record<string, string>>, from = origin): RequestInit {
  return { method: 'POST', body: new URLSearchParams(fields), headers: { origin: from } }
}

function target(response: Response): URL {
  return new URL(response.headers.get('location') ?? '', origin)
}

async function exchange(
  go: Go,
  fields: Readonly<Record<string, string>>,
): Promise<{ status: number; body: Record<string, string> }> {
  const response = await go('/oauth/token', {
    ...form({ client_id: embeddedClientId, ...fields }),
    headers: { origin, accept: 'application/json' },
  })
  return { status: response.status, body: z.record(z.string(), z.coerce.string()).parse(await response.json()) }
}

async function signInAs(go: Go, person: string): Promise<Record<string, string>> {
  const page = target(await go(authorize()))
  expect((await go(page.pathname, form({ code: issuer.code }))).status).toBe(303)
  const resumed = target(await go(page.pathname, form({ person })))
  return codeToTokens(go, target(await go(resumed.pathname)))
}

async function codeToTokens(go: Go, back: URL): Promise<Record<string, string>> {
  expect(back.searchParams.get('state')).toBe('s1')
  const code = back.searchParams.get('code') ?? ''
  const { status, body } = await exchange(go, {
    grant_type: 'authorization_code',
    code,
    code_verifier: verifierText,
    redirect_uri: `${origin}/`,
  })
  expect(status).toBe(200)
  return body
}

function verify(token = '') {
  return verifyWithKeys(`${origin}/`, embeddedAudience, issuer.publicKeys, 'groups').verify(token)
}

describe('the embedded issuer', () => {
  it('signs a person in with code, PKCE and a JWT for our API', async () => {
    const tokens = await signInAs(cookieBrowser(origin), 'dan')
    const verified = await verify(tokens['access_token'])
    expect(verified).toMatchObject({
      ok: true,
      value: {
        person: { id: 'dan', name: 'Dan', email: 'dan@example.org' },
        groups: ['library'],
        provenEmail: 'dan@example.org',
      },
    })
    const claims: unknown = JSON.parse(Buffer.from(tokens['id_token']?.split('.')[1] ?? '', 'base64url').toString())
    expect(claims).toMatchObject({ iss: `${origin}/`, aud: embeddedClientId, nonce: 'n1', name: 'Dan', sub: 'dan' })
  })

  it('takes an invitation for the person who has its address', async () => {
    const tokens = await signInAs(cookieBrowser(origin), 'email:Dan@example.org')
    expect(await verify(tokens['access_token'])).toMatchObject({ ok: true, value: { person: { id: 'dan' } } })
  })

  it('rotates refresh tokens and ends the family when an old one is used again', async () => {
    const go = cookieBrowser(origin)
    const first = await signInAs(go, 'aya')
    const refresh = (token = '') => exchange(go, { grant_type: 'refresh_token', refresh_token: token })
    const second = await refresh(first['refresh_token'])
    expect(second.status).toBe(200)
    expect(second.body['refresh_token']).not.toBe(first['refresh_token'])
    expect((await verify(second.body['access_token'])).ok).toBe(true)
    expect((await refresh(first['refresh_token'])).body['error']).toBe('invalid_grant')
    expect((await refresh(second.body['refresh_token'])).body['error']).toBe('invalid_grant')
  })

  it('renews silently by web message, with a script that the policy knows, and only for who is signed in', async () => {
    const go = cookieBrowser(origin)
    const silent = { prompt: 'none', response_mode: 'web_message' }
    // "Nobody" is an answer, not a failure: browsers would log an error for its status.
    const nobody = await go(authorize(silent))
    expect(nobody.status).toBe(200)
    expect(await nobody.text()).toContain('login_required')
    await signInAs(go, 'aya')
    const answer = await go(authorize(silent))
    const text = await answer.text()
    const script = /<script>([^]*)<\/script>/.exec(text)?.[1] ?? ''
    const digest = createHash('sha256').update(script).digest('base64')
    expect(answer.headers.get('content-security-policy')).toContain(`'sha256-${digest}'`)
    expect(text).toMatch(/"code":"[^"]+"/)
  })

  it('asks for the code once per browser, and for nothing when our own page switches the person', async () => {
    const go = cookieBrowser(origin)
    await signInAs(go, 'aya')
    const page = target(await go(authorize({ prompt: 'login', login_hint: 'dan' })))
    const switched = await go(page.pathname)
    expect(switched.status).toBe(303)
    const tokens = await codeToTokens(go, target(await go(target(switched).pathname)))
    expect(await verify(tokens['access_token'])).toMatchObject({ value: { person: { id: 'dan' } } })
    // A link from another site must not change who is signed in.
    const lured = target(await go(authorize({ prompt: 'login', login_hint: 'aya' })))
    const shown = await go(lured.pathname, { headers: { 'sec-fetch-site': 'cross-site' } })
    expect(shown.status).toBe(200)
    expect(await shown.text()).toContain('Aya &lt;Admin&gt;')
  })

  it('keeps the tokens of one tab when another tab switches the person', async () => {
    const go = cookieBrowser(origin)
    const aya = await signInAs(go, 'aya')
    const page = target(await go(authorize({ prompt: 'login', login_hint: 'dan' })))
    await go(target(await go(page.pathname)).pathname)
    const renewed = await exchange(go, { grant_type: 'refresh_token', refresh_token: aya['refresh_token'] ?? '' })
    expect(await verify(renewed.body['access_token'])).toMatchObject({ value: { person: { id: 'aya' } } })
  })

  it('lets nobody in without the code, from another site, or as somebody unknown', async () => {
    const go = cookieBrowser(origin)
    const page = target(await go(authorize())).pathname
    expect((await go(page, form({ person: 'aya' }))).status).toBe(403)
    expect((await go(page, form({ code: 'AAAA-AAAA' }))).status).toBe(403)
    expect((await go(page, form({ code: issuer.code }, 'http://evil.example'))).status).toBe(403)
    await go(page, form({ code: issuer.code.toLowerCase().replace('-', ' ') }))
    expect((await go(page, form({ person: 'mallory' }))).status).toBe(400)
    for (let index = 0; index < 20; index += 1) await go(page, form({ code: `WRNG-0000-00${index}` }))
    expect((await go(page, form({ code: issuer.code }))).status).toBe(303)
  })

  it('asks who comes back after having left the project, and says in its own words what it refuses', async () => {
    const go = cookieBrowser(origin)
    await signInAs(go, 'dan')
    people = members.filter(({ person }) => person.id !== 'dan')
    const silent = await go(authorize({ prompt: 'none', response_mode: 'query' }))
    expect(target(silent).searchParams.get('error')).toBe('login_required')
    const page = await go(target(await go(authorize())).pathname)
    expect(await page.text()).toContain('Who do you want to be?')
    const refused = await go(authorize({ client_id: 'somebody-else' }))
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('Signing in did not work')
  })

  it('takes the code from the printed link, and speaks Japanese to who reads it', async () => {
    const go = cookieBrowser(origin)
    expect((await go(issuer.link)).headers.get('location')).toBe('/')
    const page = target(await go(authorize())).pathname
    const text = await (await go(page, { headers: { 'accept-language': 'ja,en;q=0.8' } })).text()
    expect(text).toContain('<html lang="ja">')
    expect(text).not.toContain('name="code"')
  })

  it('signs out and goes back to our own pages only', async () => {
    const go = cookieBrowser(origin)
    await signInAs(go, 'aya')
    const out = await go(`/v2/logout?client_id=${embeddedClientId}&returnTo=${encodeURIComponent(`${origin}/`)}`)
    expect(out.headers.get('location')).toBe(`${origin}/`)
    expect(await (await go(authorize({ prompt: 'none', response_mode: 'web_message' }))).text()).toContain(
      'login_required',
    )
    expect((await go('/v2/logout?returnTo=https://evil.example/')).headers.get('location')).toBe(`${origin}/`)
  })

  it('keeps sessions, refresh tokens and keys over a restart, the keys for their owner only', async () => {
    const go = cookieBrowser(origin)
    const before = await signInAs(go, 'aya')
    expect((await stat(join(folder, 'issuer-keys.json'))).mode & 0o077).toBe(0)
    const port = Number(new URL(origin).port)
    await close()
    await start(port)
    expect((await verify(before['access_token'])).ok).toBe(true)
    expect(
      (await exchange(go, { grant_type: 'refresh_token', refresh_token: before['refresh_token'] ?? '' })).status,
    ).toBe(200)
  })

  it('refuses tokens of others, for others, and broken ones', async () => {
    const { access_token: token = '', id_token: idToken = '' } = await signInAs(cookieBrowser(origin), 'aya')
    const elsewhere = verifyWithKeys('https://other.example/', embeddedAudience, issuer.publicKeys)
    expect(await elsewhere.verify(token)).toMatchObject({ ok: false, error: { code: 'not-signed-in' } })
    expect(await verify(idToken)).toMatchObject({ ok: false, error: { code: 'not-signed-in' } })
    expect(await verify(`${token.slice(0, -8)}AAAAAAAA`)).toMatchObject({ ok: false, error: { code: 'not-signed-in' } })
  })
})

describe('a terminal without a browser', () => {
  const grant = { client_id: 'linewright-cli', grant_type: 'urn:ietf:params:oauth:grant-type:device_code' }
  const post = async (path: string, fields: Readonly<Record<string, string>>) => {
    const answer = await fetch(`${origin}${path}`, { method: 'POST', body: new URLSearchParams(fields) })
    return z.record(z.string(), z.coerce.string()).parse(await answer.json())
  }
  const begin = () => post('/oauth/device/code', { client_id: 'linewright-cli', scope: 'openid offline_access' })
  const hidden = async (page: Response): Promise<string> =>
    /name="xsrf" value="([^"]*)"/.exec(await page.text())?.[1] ?? ''

  it('signs in by a code that somebody enters and confirms elsewhere', async () => {
    const device = await begin()
    const poll = () => post('/oauth/token', { ...grant, device_code: device['device_code'] ?? '' })
    expect(await poll()).toMatchObject({ error: 'authorization_pending' })
    const go = cookieBrowser(origin)
    const xsrf = await hidden(await go('/device'))
    const code = (device['user_code'] ?? '').toLowerCase()
    const confirm = await go('/device', form({ xsrf, user_code: code }))
    expect(confirm.status).toBe(200)
    expect(confirm.headers.get('content-security-policy')).toContain("script-src 'self'")
    const again = await hidden(confirm)
    const signIn = target(await go('/device', form({ xsrf: again, user_code: code, confirm: 'yes' })))
    expect((await go(signIn.pathname, form({ code: issuer.code }))).status).toBe(303)
    const resumed = target(await go(signIn.pathname, form({ person: 'dan' })))
    expect(await (await go(resumed.pathname)).text()).toContain('The command line is signed in')
    const tokens = await poll()
    expect(await verify(tokens['access_token'])).toMatchObject({
      ok: true,
      value: { person: { id: 'dan', name: 'Dan' } },
    })
    const renewed = await post('/oauth/token', {
      ...{ client_id: 'linewright-cli', grant_type: 'refresh_token', refresh_token: tokens['refresh_token'] ?? '' },
    })
    expect(renewed['access_token']).toBeDefined()
  })

  it('says whom the terminal will be, and lets somebody else sign in instead', async () => {
    const device = await begin()
    const go = cookieBrowser(origin)
    await signInAs(go, 'aya')
    const code = device['user_code'] ?? ''
    const confirm = async (): Promise<string> =>
      (await go('/device', form({ xsrf: await hidden(await go('/device')), user_code: code }))).text()
    const asked = await confirm()
    expect(asked).toContain('<strong>Aya &lt;Admin&gt;</strong>')
    const other = /href="([^"]*logout[^"]*)"/.exec(asked)?.[1] ?? ''
    expect(target(await go(other)).href).toBe(`${origin}/device?user_code=${code}`)
    expect(await confirm()).not.toContain('Aya')
  })

  it('is refused when the person says no, and a wrong code is said to be wrong', async () => {
    const device = await begin()
    const go = cookieBrowser(origin)
    const xsrf = await hidden(await go('/device'))
    const wrong = await go('/device', form({ xsrf, user_code: 'AAAA-AAAA' }))
    const page = await wrong.text()
    expect(page).toContain('This code is not known')
    const fresh = /name="xsrf" value="([^"]*)"/.exec(page)?.[1] ?? ''
    await go('/device', form({ xsrf: fresh, user_code: device['user_code'] ?? '', abort: 'yes' }))
    const refused = await post('/oauth/token', { ...grant, device_code: device['device_code'] ?? '' })
    expect(refused['error']).toBe('access_denied')
  })
})

describe('signing out everywhere', () => {
  it('ends what would renew the tokens of that person, and of nobody else', async () => {
    const [dan, aya] = [await signInAs(cookieBrowser(origin), 'dan'), await signInAs(cookieBrowser(origin), 'aya')]
    issuer.signOut('dan')
    const renew = (tokens: Record<string, string>) =>
      exchange(cookieBrowser(origin), { grant_type: 'refresh_token', refresh_token: tokens['refresh_token'] ?? '' })
    expect((await renew(dan)).status).toBe(400)
    expect((await renew(aya)).status).toBe(200)
  })

  it('asks who comes back, whatever person the page names that was left', async () => {
    const go = cookieBrowser(origin)
    await signInAs(go, 'dan')
    issuer.signOut('dan')
    const asked = await go(target(await go(authorize({ login_hint: 'dan' }))).pathname)
    expect(asked.status).toBe(200)
    expect(await asked.text()).toContain('name="person"')
  })
})
