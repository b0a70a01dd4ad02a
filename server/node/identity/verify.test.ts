import { createServer, type Server } from 'node:http'
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyByDiscovery } from './verify.ts'

const audience = 'https://api.example'
let server: Server
let issuer: string
let key: CryptoKey

beforeEach(async () => {
  const pair = await generateKeyPair('RS256')
  key = pair.privateKey
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'RS256' }
  server = createServer((request, response) => {
    const discovery = { issuer, jwks_uri: `${issuer}jwks`, token_endpoint: `${issuer}oauth/token` }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(request.url === '/jwks' ? { keys: [jwk] } : discovery))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  issuer = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

function token(claims: Readonly<Record<string, unknown>>, expires = '1h'): Promise<string> {
  const full = { sub: 'auth0|1', aud: audience, iss: issuer, ...claims }
  return new SignJWT(full).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).setExpirationTime(expires).sign(key)
}

describe('an issuer elsewhere', () => {
  it('is found by discovery, and its tokens are checked', async () => {
    const found = await verifyByDiscovery(issuer, audience)
    if (!found.ok) throw new Error(found.error.message)
    const { kind, identity } = found.value
    expect(kind).toBe('auth0')
    expect(await identity.verify(await token({}))).toMatchObject({
      ok: true,
      value: { person: { id: 'auth0|1', name: 'auth0|1' } },
    })
    expect(await identity.verify(await token({}, '-1h'))).toMatchObject({
      error: { code: 'not-signed-in', message: 'The access token has expired.' },
    })
    expect(await identity.verify(await token({ aud: 'other' }))).toMatchObject({ error: { code: 'not-signed-in' } })
    const unsigned = `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ sub: 'x', aud: audience, iss: issuer, exp: 9e9 }))}.`
    expect(await identity.verify(unsigned)).toMatchObject({ error: { code: 'not-signed-in' } })
  })

  it('whose keys cannot be read makes nobody sign in again', async () => {
    const found = await verifyByDiscovery(issuer, audience)
    const text = await token({})
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    expect(found.ok && (await found.value.identity.verify(text))).toMatchObject({ error: { code: 'unreachable' } })
  })

  it('that is not there, or calls itself something else, is said with the way out', async () => {
    const misnamed = await verifyByDiscovery(issuer.replace('127.0.0.1', 'localhost'), audience)
    expect(misnamed).toMatchObject({
      ok: false,
      error: { fix: `Set LINEWRIGHT_ISSUER to ${issuer}, exactly as the issuer calls itself.` },
    })
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    const gone = await verifyByDiscovery(issuer, audience)
    expect(gone).toMatchObject({ ok: false, error: { code: 'unreachable' } })
    expect(gone.ok ? '' : gone.error.message).toContain('cannot be reached')
  })
})
