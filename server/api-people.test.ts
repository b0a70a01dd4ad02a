import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { z } from 'zod'
import { createApiToken, listApiTokens } from '#contract/api-tokens.ts'
import { searchAudit } from '#contract/audit.ts'
import { readProject } from '#contract/projects.ts'
import { readMe } from '#contract/session.ts'
import { problemSchema } from '#domain/problem.ts'
import { createApi, type Api } from './api.ts'
import { call, parsed } from './testing/calls.ts'
import { createMemoryPlatform, type MemoryPlatform } from './testing/memory-platform.ts'

let platform: MemoryPlatform
let api: Api
beforeEach(async () => {
  platform = await createMemoryPlatform()
  api = platform.open()
})
afterEach(() => api.close())

const day = 24 * 3_600_000
const member = (id: string) => `projects/shop/members/${encodeURIComponent(id)}`
type Made = z.output<typeof createApiToken.response>

async function makeToken(person: string, body: object): Promise<Made> {
  const made = await call(api, person, 'POST', 'projects/shop/tokens', { name: 'Laptop', scopes: ['read'], ...body })
  expect(made.status, await made.clone().text()).toBe(201)
  return parsed(made, createApiToken.response)
}

async function audit(query = ''): Promise<z.output<typeof searchAudit.response>['entries']> {
  return (await parsed(call(api, 'aya', 'GET', `projects/shop/audit${query}`), searchAudit.response)).entries
}

describe('members', () => {
  it('are added and changed by admins, and the change counts with the next request', async () => {
    const body = { name: 'Lea', role: 'developer', teams: ['library'] }
    expect((await call(api, 'dan', 'PUT', member('lea'), body)).status).toBe(403)
    expect((await call(api, 'lea', 'POST', 'projects/shop/git-tokens')).status).toBe(403)
    expect((await call(api, 'aya', 'PUT', member('lea'), body)).status).toBe(200)
    expect((await call(api, 'lea', 'POST', 'projects/shop/git-tokens')).status).toBe(201)
    expect((await call(api, 'aya', 'DELETE', member('lea'))).status).toBe(200)
    expect((await call(api, 'lea', 'GET', 'projects/shop')).status).toBe(404)
    expect((await call(api, 'aya', 'DELETE', member('lea'))).status).toBe(404)
  })

  it('always have an admin among them, also when two demote each other at once', async () => {
    expect((await call(api, 'aya', 'DELETE', member('aya'))).status).toBe(409)
    expect((await call(api, 'aya', 'PUT', member('aya'), { name: 'Aya', role: 'reader' })).status).toBe(409)
    await call(api, 'aya', 'PUT', member('dan'), { name: 'Dan', role: 'admin' })
    const both = await Promise.all([
      call(api, 'aya', 'PUT', member('dan'), { name: 'Dan', role: 'reader' }),
      call(api, 'dan', 'PUT', member('aya'), { name: 'Aya', role: 'reader' }),
    ])
    expect(both.map(({ status }) => status)).toEqual(expect.arrayContaining([200]))
    const { members } = await parsed(call(api, 'lea', 'GET', 'projects/shop'), readProject.response)
    expect(members.some(({ role }) => role === 'admin')).toBe(true)
  })

  const invitation = member('email:Eve@example.org')

  it('need an admin who has joined: an invitation may never be accepted', async () => {
    await call(api, 'aya', 'PUT', invitation, { name: 'Eve', role: 'admin' })
    expect((await call(api, 'aya', 'DELETE', member('aya'))).status).toBe(409)
    expect((await call(api, 'aya', 'DELETE', invitation)).status).toBe(200)
  })

  /** The platform with an issuer that proves everybody's address. */
  function openProving(): Api {
    const { verify } = platform.ports.identity
    const identity = {
      verify: async (token: string) => {
        const found = await verify(token)
        return found.ok ? { ok: true as const, value: { ...found.value, provenEmail: `${token}@example.org` } } : found
      },
    }
    return createApi({ ...platform.ports, identity })
  }

  it('can be invited by address, and join with the first sign-in that proves it', async () => {
    await call(api, 'aya', 'PUT', invitation, { name: 'Eve', role: 'approver' })
    expect((await call(api, 'eve', 'GET', 'projects/shop')).status).toBe(404)
    const proving = openProving()
    // The page asks first which projects there are.
    expect((await parsed(call(proving, 'eve', 'GET', 'me'), readMe.response)).memberships).toMatchObject([
      { project: { name: 'shop' }, role: 'approver' },
    ])
    const { members } = await parsed(call(proving, 'eve', 'GET', 'projects/shop'), readProject.response)
    expect(members.map(({ person }) => person.id)).toEqual(['aya', 'dan', 'mio', 'lea', 'eve'])
    await proving.close()
  })

  it('do not join by an invitation that is taken back at the same time', async () => {
    await call(api, 'aya', 'PUT', invitation, { name: 'Eve', role: 'approver' })
    const proving = openProving()
    const { projects } = platform.ports
    const { saveMember } = projects
    let takenBack: Promise<Response> | undefined
    vi.spyOn(projects, 'saveMember').mockImplementationOnce(async (...joined) => {
      takenBack = call(proving, 'aya', 'DELETE', invitation)
      await Promise.race([takenBack, setTimeout(100)])
      return saveMember(...joined)
    })
    await call(proving, 'eve', 'GET', 'projects/shop')
    const isMember = (await projects.members('shop')).some(({ person }) => person.id === 'eve')
    expect([isMember, (await takenBack)?.status], 'joined, so there was no invitation left').toEqual([true, 404])
    await proving.close()
  })
})

describe('groups of the issuer', () => {
  let groups: readonly string[]
  let granting: Api
  beforeEach(() => {
    groups = []
    const { verify } = platform.ports.identity
    const grants = {
      claim: 'groups',
      groups: [
        { group: 'release', project: 'shop', role: 'approver' as const, teams: ['release'] },
        { group: 'staff', role: 'reader' as const, teams: [] },
      ],
    }
    granting = createApi({
      ...platform.ports,
      installation: { ...platform.ports.installation, grants },
      identity: {
        async verify(token) {
          const found = await verify(token)
          return found.ok ? { ok: true, value: { ...found.value, groups } } : found
        },
      },
    })
  })
  afterEach(() => granting.close())

  it('give a membership, change it, and take it away, and the audit log tells it', async () => {
    expect((await call(granting, 'eve', 'GET', 'projects/shop')).status).toBe(404)
    groups = ['staff']
    const several = await Promise.all([1, 2, 3].map(() => call(granting, 'eve', 'GET', 'projects/shop')))
    expect(several.map(({ status }) => status)).toEqual([200, 200, 200])
    groups = ['staff', 'release']
    expect((await parsed(call(granting, 'eve', 'GET', 'me'), readMe.response)).memberships).toMatchObject([
      { role: 'approver', teams: ['release'] },
    ])
    groups = []
    expect((await call(granting, 'eve', 'GET', 'projects/shop')).status).toBe(404)
    const { members } = await parsed(call(granting, 'aya', 'GET', 'projects/shop'), readProject.response)
    expect(members.map(({ person }) => person.id)).not.toContain('eve')
    expect((await audit()).filter(({ person }) => person.id === 'eve')).toMatchObject([
      { action: 'removeMember', target: { person: 'eve' } },
      { action: 'saveMember', detail: { role: 'approver', teams: 'release' } },
      { action: 'saveMember', detail: { role: 'reader' } },
    ])
  })

  it('leave what people keep by hand, and are not changed by hand', async () => {
    groups = ['staff']
    await call(granting, 'eve', 'GET', 'projects/shop')
    expect((await parsed(call(granting, 'dan', 'GET', 'me'), readMe.response)).memberships).toMatchObject([
      { role: 'developer' },
    ])
    const byHand = await call(granting, 'aya', 'PUT', member('eve'), { name: 'Eve', role: 'admin' })
    expect(byHand.status).toBe(409)
    expect(problemSchema.parse(await byHand.json()).message).toContain('groups of the identity provider')
    expect((await call(granting, 'aya', 'DELETE', member('eve'))).status).toBe(409)
  })

  it('are asked again before a token acts for somebody who has not signed in for long', async () => {
    groups = ['staff']
    await call(granting, 'eve', 'GET', 'projects/shop')
    const body = { name: 'Laptop', scopes: ['read'], days: 90 }
    const made = await call(granting, 'eve', 'POST', 'projects/shop/tokens', body)
    const { token } = await parsed(made, createApiToken.response)
    expect((await call(granting, token, 'GET', 'projects/shop')).status).toBe(200)
    platform.clock.advance(31 * day)
    expect((await call(granting, token, 'GET', 'projects/shop')).status).toBe(404)
    await call(granting, 'eve', 'GET', 'projects/shop')
    expect((await call(granting, token, 'GET', 'projects/shop')).status).toBe(200)
  })
})

describe('a token of the API', () => {
  it('acts as its person within its scopes and its project, until it expires or is voided', async () => {
    const { token, id, expiresAt } = await makeToken('dan', { scopes: ['read', 'run'], days: 2 })
    expect(token).toMatch(/^lwp_/)
    expect(expiresAt).toBe(new Date(platform.clock.now() + 2 * day).toISOString())
    expect((await parsed(call(api, token, 'GET', 'me'), readMe.response)).person.id).toBe('dan')
    const start = { inputs: {}, idempotencyKey: 'key-00001' }
    expect((await call(api, token, 'POST', 'projects/shop/lines/release/runs', start)).status).toBe(201)
    // In Dan's role, but not in the scopes.
    expect((await call(api, token, 'POST', 'projects/shop/git-tokens')).status).toBe(403)
    expect((await call(api, token, 'GET', 'projects/other')).status).toBe(404)
    expect((await call(api, token, 'POST', 'projects/shop/tokens', { name: 'x', scopes: ['read'] })).status).toBe(403)
    platform.clock.advance(2 * day)
    expect((await call(api, token, 'GET', 'projects/shop')).status).toBe(401)
    const fresh = await makeToken('dan', {})
    expect((await call(api, 'mio', 'DELETE', `projects/shop/tokens/${fresh.id}`)).status).toBe(404)
    expect((await call(api, 'dan', 'DELETE', `projects/shop/tokens/${fresh.id}`)).status).toBe(200)
    expect((await call(api, fresh.token, 'GET', 'projects/shop')).status).toBe(401)
    expect(id).not.toBe(fresh.id)
  })

  it('gives no more than its person may, and nothing once the person has left', async () => {
    const { token } = await makeToken('lea', { scopes: ['read', 'run', 'edit', 'approve', 'admin'] })
    expect((await call(api, token, 'GET', 'projects/shop')).status).toBe(200)
    expect((await call(api, token, 'POST', 'projects/shop/git-tokens')).status).toBe(403)
    await call(api, 'aya', 'DELETE', member('lea'))
    expect((await call(api, token, 'GET', 'projects/shop')).status).toBe(404)
  })

  it('reads on a full disk, where its last use cannot be noted', async () => {
    const { token } = await makeToken('dan', { scopes: ['read'] })
    vi.spyOn(platform.ports.credentials, 'used').mockRejectedValue(new Error('database or disk is full'))
    expect((await call(api, token, 'GET', 'projects/shop')).status).toBe(200)
  })

  it('of a machine is made by admins, has a role of its own and never approves', async () => {
    const body = { name: 'CI', kind: 'machine', role: 'developer', scopes: ['read', 'run', 'approve'] }
    expect((await call(api, 'dan', 'POST', 'projects/shop/tokens', body)).status).toBe(403)
    expect((await call(api, 'aya', 'POST', 'projects/shop/tokens', { ...body, role: 'approver' })).status).toBe(400)
    const { token, id } = await makeToken('aya', body)
    const start = { inputs: {}, idempotencyKey: 'key-00002' }
    const run = await call(api, token, 'POST', 'projects/shop/lines/release/runs', start)
    expect(await run.json()).toMatchObject({
      by: { id: `machine:${id}`, name: 'CI' },
      behind: { id: 'aya' },
    })
    const gate = await call(api, token, 'POST', 'projects/shop/runs/x/gates/y/decisions', {})
    expect(gate.status).toBe(403)
  })

  it('knows the one project that it is good for, also as a machine', async () => {
    const library = { name: 'library', displayName: 'Library' }
    expect((await call(api, 'aya', 'POST', 'projects', library)).status).toBe(201)
    const both = await parsed(call(api, 'aya', 'GET', 'me'), readMe.response)
    expect(both.memberships.map(({ project }) => project.name).sort()).toEqual(['library', 'shop'])
    for (const body of [{}, { kind: 'machine', role: 'developer' }]) {
      const { token } = await makeToken('aya', body)
      const { memberships } = await parsed(call(api, token, 'GET', 'me'), readMe.response)
      expect(memberships).toMatchObject([{ project: { name: 'shop' }, role: 'role' in body ? 'developer' : 'admin' }])
    }
  })

  it('is kept as a hash, and shown once', async () => {
    const { token, id } = await makeToken('dan', {})
    const kept = JSON.stringify(await platform.ports.credentials.find(id))
    expect(kept).not.toContain(token)
    const { tokens } = await parsed(call(api, 'dan', 'GET', 'projects/shop/tokens'), listApiTokens.response)
    expect(JSON.stringify(tokens)).not.toContain(token)
    expect((await parsed(call(api, 'mio', 'GET', 'projects/shop/tokens'), listApiTokens.response)).tokens).toEqual([])
    expect((await parsed(call(api, 'aya', 'GET', 'projects/shop/tokens'), listApiTokens.response)).tokens).toHaveLength(
      1,
    )
    const forged = `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`
    expect((await call(api, forged, 'GET', 'projects/shop')).status).toBe(401)
    expect(JSON.stringify(await audit())).not.toContain(token)
  })
})

describe('signing out everywhere', () => {
  it('voids every session that was there before', async () => {
    expect((await call(api, 'dan', 'POST', 'me/sign-out-everywhere')).status).toBe(200)
    const refused = await call(api, 'dan', 'GET', 'projects/shop')
    expect(refused.status).toBe(401)
    expect((await call(api, 'aya', 'GET', 'projects/shop')).status).toBe(200)
  })

  it('voids what was made for pushing; what is made afterwards is good', async () => {
    const { gitTokens } = api.services
    const make = async () => (await gitTokens.forPerson('shop', { id: 'dan', name: 'Dan' })).token
    const access = (token: string) => gitTokens.authorise({ project: 'shop', repository: 'api' }, token)
    const before = await make()
    expect(await access(before)).toMatchObject({ write: true })
    await call(api, 'dan', 'POST', 'me/sign-out-everywhere')
    expect(await access(before)).toBeUndefined()
    platform.clock.advance(1)
    expect(await access(await make())).toMatchObject({ write: true })
  })

  it('ends what streams to them, and to nobody else', async () => {
    const [dans, ayas] = await Promise.all(
      ['dan', 'aya'].map(async (person) => (await call(api, person, 'GET', 'projects/shop/events')).body?.getReader()),
    )
    await call(api, 'dan', 'POST', 'me/sign-out-everywhere')
    platform.clock.advance(15_000)
    let told = ''
    for (;;) {
      const part = await dans?.read()
      if (part?.done !== false) break
      told += new TextDecoder().decode(part.value)
    }
    expect(told).toContain('event: end')
    platform.clock.advance(15_000)
    const next = async (): Promise<string> => new TextDecoder().decode((await ayas?.read())?.value)
    expect([await next(), await next()]).not.toContain('event: end')
    await ayas?.cancel()
  })
})

describe('the audit log', () => {
  it('holds every change and every denied attempt, with who and what, and no secret', async () => {
    await call(api, 'lea', 'POST', 'projects/shop/lines/release/runs', {
      inputs: { secret: 'hunter22-hunter22' },
      note: 'Just this once',
      idempotencyKey: 'key-00001',
    })
    await call(api, 'dan', 'PUT', 'projects/shop/secrets/db', { environment: 'staging', value: 'hunter22-hunter22' })
    await call(api, 'dan', 'POST', 'projects/shop/change-sets', { message: 'm', parts: [{ id: 'nonsense/x' }] })
    await call(api, 'dan', 'GET', 'projects/shop/audit')
    const { token } = await makeToken('dan', { scopes: ['read', 'edit'], name: 'Script' })
    await call(api, token, 'POST', 'projects/shop/git-tokens')
    const entries = await audit()
    expect(entries.map(({ action, outcome, person, token: by }) => [action, outcome, person.id, by])).toEqual([
      ['createGitToken', 'done', 'dan', 'Script'],
      ['createApiToken', 'done', 'dan', undefined],
      ['searchAudit', 'denied', 'dan', undefined],
      ['publishChangeSet', 'refused', 'dan', undefined],
      ['writeSecret', 'done', 'dan', undefined],
      ['startRun', 'denied', 'lea', undefined],
    ])
    expect(entries[4]).toMatchObject({ target: { key: 'db' }, detail: { environment: 'staging' } })
    // What somebody tried in vain is told as what was done is.
    expect(entries[5]).toMatchObject({ target: { line: 'release' }, detail: { note: 'Just this once' } })
    expect(JSON.stringify(entries)).not.toContain('hunter22')
  })

  it('keeps nothing of a denied request that is malformed', async () => {
    await call(api, 'lea', 'POST', 'projects/shop/lines/release/runs', { inputs: 7, note: 'Just this once' })
    expect(await audit()).toMatchObject([{ action: 'startRun', outcome: 'denied', detail: {} }])
  })

  it('is searched, paged and exported by admins only', async () => {
    for (let index = 0; index < 5; index += 1) await call(api, 'dan', 'POST', 'projects/shop/git-tokens')
    await call(api, 'aya', 'PUT', member('lea'), { name: '=SUM(1)', role: 'reader', teams: [] })
    expect((await audit('?text=SUM')).map(({ action }) => action)).toEqual(['saveMember'])
    const first = await parsed(call(api, 'aya', 'GET', 'projects/shop/audit?limit=4'), searchAudit.response)
    expect(await audit(`?limit=4&before=${first.next ?? 0}`)).toHaveLength(2)
    const csv = await (await call(api, 'aya', 'GET', 'projects/shop/audit/export?format=csv')).text()
    expect(csv.split('\r\n')).toHaveLength(8)
    expect(csv).toContain('name==SUM(1)')
    const lines = await (await call(api, 'aya', 'GET', 'projects/shop/audit/export?text=SUM')).text()
    expect(
      lines
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([{ action: 'saveMember' }])
    expect((await call(api, 'mio', 'GET', 'projects/shop/audit/export')).status).toBe(403)
  })
})

describe('limits', () => {
  it('answer 429 with Retry-After to a caller who asks too much, and nobody else', async () => {
    const { installation } = platform.ports
    const limited = createApi({
      ...platform.ports,
      installation: { ...installation, rate: { perMinute: 60, burst: 3 } },
    })
    const ask = (person: string) => call(limited, person, 'GET', 'projects/shop')
    const answers = await Promise.all([ask('dan'), ask('dan'), ask('dan'), ask('dan')])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429])
    const refused = await parsed(answers[3] ?? Response.json({}), problemSchema)
    expect(refused.code).toBe('too-many-requests')
    expect(answers[3]?.headers.get('retry-after')).toBe('1')
    expect((await ask('mio')).status).toBe(200)
    platform.clock.advance(1000)
    expect((await ask('dan')).status).toBe(200)
    const strangers = await Promise.all(
      Array.from({ length: 9 }, () => call(limited, undefined, 'GET', 'projects/shop')),
    )
    expect(strangers.map(({ status }) => status)).toEqual([401, 401, 401, 429, 429, 429, 429, 429, 429])
    expect((await ask('mio')).status).toBe(200)
    // All share what they ask before they sign in, so it takes more to use that up.
    const configs = await Promise.all(Array.from({ length: 61 }, () => call(limited, undefined, 'GET', 'config')))
    expect(configs.map(({ status }) => status)).toEqual([...Array.from({ length: 60 }, () => 200), 429])
    expect((await call(limited, undefined, 'GET', 'schemas/qvs-config.json')).status).toBe(200)
    const download = (grant: string) => call(limited, undefined, 'GET', `log-downloads/lwl_${grant}`)
    const downloads = [await download('a'), await download('a'), await download('a'), await download('a')]
    expect(downloads.map(({ status }) => status)).toEqual([403, 403, 403, 429])
    expect((await download('b')).status).toBe(403)
    await limited.close()
  })

  it('answer 413 to a body that is too large, on every route that takes one', async () => {
    const body = { environment: 'staging', value: 'x'.repeat(5 * 1024 * 1024) }
    expect((await call(api, 'dan', 'PUT', 'projects/shop/secrets/db', body)).status).toBe(413)
    expect((await call(api, 'aya', 'PUT', member('lea'), body)).status).toBe(413)
  })
})
