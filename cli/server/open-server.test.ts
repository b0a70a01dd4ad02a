import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readMe } from '#contract/session.ts'
import type { Terminal } from '../terminal.ts'
import { readCredentials, writeCredentials } from './credentials-file.ts'
import { openServer } from './open-server.ts'

let server: Server
let origin: string
let folder: string
let renewals: string[]
beforeEach(async () => {
  renewals = []
  folder = await mkdtemp(join(tmpdir(), 'linewright-cli-'))
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const sent = new URLSearchParams(Buffer.concat(chunks).toString())
      response.end(JSON.stringify(answerTo(request.url ?? '', sent.get('refresh_token') ?? '')))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' ? String(address?.port) : ''}`
})
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true })
})

/** A server whose issuer takes each refresh token once, as ours does. */
function answerTo(path: string, refreshToken: string): unknown {
  if (path === '/apis/v1/config')
    return {
      ...{ version: '1', mode: 'server', engine: { kind: 'local', isolation: 'bwrap' } },
      identity: { kind: 'oidc', issuer: `${origin}/`, clientId: 'c', audience: 'a', embedded: true },
    }
  if (path === '/.well-known/openid-configuration') return { token_endpoint: `${origin}/token` }
  if (path === '/apis/v1/me') return { person: { id: 'dan', name: 'Dan' }, memberships: [] }
  const isUsed = renewals.includes(refreshToken)
  renewals.push(refreshToken)
  return isUsed
    ? { error: 'invalid_grant' }
    : { access_token: 'new', refresh_token: `${refreshToken}+`, expires_in: 3600 }
}

it('renews a sign-in once, however many commands find it ended', async () => {
  const terminal = {
    env: { XDG_CONFIG_HOME: folder },
    signal: new AbortController().signal,
  } as unknown as Terminal
  const ended = { token: 'old', refreshToken: 'first', expiresAt: Date.now() - 1000 }
  await writeCredentials(terminal, { current: origin, servers: { [origin]: ended } })
  const servers = await Promise.all([1, 2, 3].map(() => openServer(terminal, { server: origin })))
  await Promise.all(servers.map((one) => one.call(readMe)))
  expect(renewals).toEqual(['first'])
  expect((await readCredentials(terminal)).servers[origin]).toMatchObject({ token: 'new', refreshToken: 'first+' })
})
