import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RolloutStatus, TargetRef } from '#domain/target/target-messages.ts'
import { createTarget, type Target } from './target.ts'

const ref: TargetRef = { project: 'shop', application: 'hello', deployment: 'staging', environment: 'staging' }
const program = `
import { createServer } from 'node:http'
let hanging = 0
let starting = Number(process.env.STARTING ?? 0)
const { VERSION, HEALTH = '200', PORT, PASSWORD = '' } = process.env
if (HEALTH === 'crash') throw new Error('cannot open the database')
console.log('password is ' + PASSWORD + ' and ' + Buffer.from(PASSWORD).toString('base64'))
const server = createServer((request, response) => {
  if (request.url === '/started') return response.writeHead(starting-- > 0 ? 503 : 200).end()
  if (request.url === '/healthz') return response.writeHead(Number(HEALTH)).end()
  if (request.url === '/die') process.exit(1)
  if (request.url === '/hang') return void (hanging += 1)
  if (request.url === '/hanging') return response.end(String(hanging))
  if (request.url === '/echo') return request.pipe(response)
  if (request.url === '/see') return response.end(process.env.SEE ? String(require_('node:fs').existsSync(process.env.SEE)) : '')
  setTimeout(() => response.end(VERSION), request.url === '/slow' ? 400 : 0)
})
import { createRequire } from 'node:module'
const require_ = createRequire(import.meta.url)
server.listen(Number(PORT), '127.0.0.1')
process.on('SIGTERM', () => { console.log('bye ' + VERSION); server.close(() => process.exit(0)) })
`

let dataDir: string
let target: Target
let digit = 0

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'target-'))
  target = await createTarget({ dataDir, graceMs: 200 })
})
afterEach(async () => {
  await target.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

function image(): string {
  digit += 1
  const hex = digit.toString(16).padStart(64, '0')
  const folder = join(dataDir, 'images', 'sha256', hex)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'server.mjs'), program)
  writeFileSync(join(folder, 'linewright-image.json'), JSON.stringify({ command: ['node', 'server.mjs'] }))
  return `sha256:${hex}`
}

interface Wanted {
  readonly version: string
  readonly replicas?: number
  readonly env?: Readonly<Record<string, string>>
  readonly deadline?: number
  readonly secret?: boolean
  readonly name?: string
  readonly probes?: object
  readonly graceSeconds?: number
}

function manifests(digest: string, wanted: Wanted): readonly string[] {
  const name = wanted.name ?? 'hello'
  const env: object[] = Object.entries({ VERSION: wanted.version, PORT: '8080', ...wanted.env }).map(
    ([key, value]) => ({ name: key, value }),
  )
  if (wanted.secret === true)
    env.push({ name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'hello-secrets', key: 'password' } } })
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop-staging' },
    spec: {
      replicas: wanted.replicas ?? 1,
      progressDeadlineSeconds: wanted.deadline ?? 20,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name }, annotations: { 'linewright.dev/port-env': 'PORT' } },
        spec: {
          terminationGracePeriodSeconds: wanted.graceSeconds ?? 5,
          containers: [
            {
              name: 'web',
              image: `hello@${digest}`,
              env,
              ports: [{ name: 'http', containerPort: 8080 }],
              readinessProbe: { httpGet: { path: '/healthz', port: 'http' }, periodSeconds: 1 },
              ...wanted.probes,
            },
          ],
        },
      },
    },
  }
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: { selector: { app: name }, ports: [{ port: 80, targetPort: 'http' }] },
  }
  return [JSON.stringify(deployment), JSON.stringify(service)]
}

const origin = (version: string) => ({
  run: 'run-1',
  attempt: 1,
  stage: 'deploy',
  version,
  stageDigest: 'sha256:0',
  by: 'dana',
})
const password = 'correct horse battery'

async function rollOut(wanted: Wanted, at: TargetRef = ref): Promise<RolloutStatus> {
  const started = await target.rollOut({
    target: at,
    documents: manifests(image(), wanted),
    secrets: wanted.secret === true ? [{ name: 'hello-secrets', key: 'password', value: password }] : [],
    origin: origin(wanted.version),
    idempotencyKey: `${at.application}-${wanted.version}`,
  })
  if (!started.ok) throw new Error(`${started.error.message} ${JSON.stringify(started.error.findings)}`)
  const status = await target.rollout(started.value.id, 30_000)
  if (status === undefined) throw new Error('The rollout is not known')
  return status
}

async function text(url: string, path = '/'): Promise<string> {
  const response = await fetch(url + path)
  return response.ok ? response.text() : `status ${response.status}`
}

describe('the local target', () => {
  it('runs an application at a URL that is known before', async () => {
    const url = await target.serviceUrl('shop', 'staging', 'hello')
    expect(await text(url)).toBe('status 503')
    const status = await rollOut({ version: 'v1', replicas: 2 })
    expect(status).toMatchObject({
      state: 'ready',
      urls: [{ service: 'hello', url }],
      replicas: { ready: 2, wanted: 2 },
    })
    expect(status.events.some((event) => event.text.includes(`Isolation ${target.isolation}`))).toBe(true)
    expect(await text(url)).toBe('v1')
    expect(await (await fetch(`${url}/echo`, { method: 'POST', body: 'x'.repeat(300_000) })).text()).toHaveLength(
      300_000,
    )
    const [running] = await target.running('shop')
    expect(running).toMatchObject({
      target: ref,
      origin: { version: 'v1' },
      wanted: 2,
      replicas: [{ state: 'ready' }, { state: 'ready' }],
    })
  })

  it('takes over without a failed request, and lets the old version finish', async () => {
    await rollOut({ version: 'v1', replicas: 2 })
    const url = await target.serviceUrl('shop', 'staging', 'hello')
    const seen = new Set<string>()
    let polling = true
    const poll = Array.from({ length: 4 }, async (_, index) => {
      while (polling) seen.add(await text(url, index === 0 ? '/slow' : '/'))
    })
    const slow = text(url, '/slow')
    expect((await rollOut({ version: 'v2', replicas: 2 })).state).toBe('ready')
    expect(await slow).toBe('v1')
    expect(await text(url)).toBe('v2')
    polling = false
    await Promise.all(poll)
    expect([...seen].toSorted()).toEqual(['v1', 'v2'])
    expect((await target.history('shop'))[0]?.history.map((entry) => [entry.origin.version, entry.state])).toEqual([
      ['v2', 'ready'],
      ['v1', 'ready'],
    ])
  })

  it('keeps the old version when the new one does not get ready, and says why', async () => {
    await rollOut({ version: 'v1' })
    const url = await target.serviceUrl('shop', 'staging', 'hello')
    const failed = await rollOut({ version: 'v2', env: { HEALTH: '503' }, deadline: 5 })
    expect(failed.state).toBe('failed')
    expect(failed.message).toContain('GET /healthz answered 503')
    expect(failed.message).toContain('version v1 keeps serving')
    expect(await text(url)).toBe('v1')
    const crashed = await rollOut({ version: 'v3', env: { HEALTH: 'crash' } })
    expect(crashed.message).toContain('exited with code 1 (Error: cannot open the database)')
    expect(await text(url)).toBe('v1')
    expect((await target.running('shop'))[0]).toMatchObject({ origin: { version: 'v1' } })
  })

  it('outlives a program that cannot even be started', async () => {
    const status = await rollOut({ version: '1', probes: { args: ['a\0b'] } })
    expect(status.state).toBe('failed')
    expect(status.message).toContain('a zero byte')
  })

  it('asks nothing else of a program before it has started, and begins again when it never does', async () => {
    const asked = { httpGet: { path: '/started', port: 'http' }, periodSeconds: 1 }
    const slow = { STARTING: '5' }
    const alive = { ...asked, failureThreshold: 1 }
    const patient = { startupProbe: { ...asked, failureThreshold: 60 }, livenessProbe: alive }
    expect((await rollOut({ version: 'v1', env: slow, probes: patient })).state).toBe('ready')
    expect((await target.running('shop'))[0]?.replicas[0]?.restarts).toBe(0)
    const never = { STARTING: '1000000' }
    const impatient = { startupProbe: { ...asked, failureThreshold: 1 }, livenessProbe: alive }
    const failed = await rollOut({ version: 'v2', env: never, probes: impatient })
    expect(failed.message).toContain('did not answer its startup probe: GET /started answered 503')
  })

  it('stops with a page that stays connected', async () => {
    const status = await rollOut({ version: '1', graceSeconds: 600 })
    const url = status.urls[0]?.url ?? ''
    const connected = fetch(`${url}/hang`)
    await expect.poll(async () => (await fetch(`${url}/hanging`)).text()).toBe('1')
    await target.stop()
    expect((await connected).status).toBe(503)
  })

  it('starts a replica again that has ended', async () => {
    const status = await rollOut({ version: 'v1' })
    const url = status.urls[0]?.url ?? ''
    await fetch(`${url}/die`).catch(() => undefined)
    await expect.poll(() => text(url), { timeout: 10_000 }).toBe('v1')
    const [replica] = (await target.running('shop'))[0]?.replicas ?? []
    expect(replica?.restarts).toBeGreaterThan(0)
    expect(replica?.message).toMatch(/^Started again: exited with code/)
  })

  it('brings applications back at the same URL after a restart', async () => {
    const url = (await rollOut({ version: 'v1' })).urls[0]?.url ?? ''
    await target.stop()
    await expect(fetch(url)).rejects.toThrow('fetch failed')
    target = await createTarget({ dataDir })
    await expect.poll(() => text(url), { timeout: 10_000 }).toBe('v1')
    expect((await target.history('shop'))[0]?.history).toHaveLength(1)
    expect(await target.serviceUrl('shop', 'staging', 'hello')).toBe(url)
  })

  it('writes no secret value anywhere, and asks for it after a restart', async () => {
    const status = await rollOut({ version: 'v1', secret: true })
    const url = status.urls[0]?.url ?? ''
    await target.stop()
    const files = readdirSync(dataDir, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    )
    const all = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')).join('\n')
    expect(all).toContain('password is ***hello-secrets/password*** and ***hello-secrets/password***')
    expect(all).not.toContain(password)
    expect(all).not.toContain(Buffer.from(password).toString('base64'))

    target = await createTarget({ dataDir })
    expect(target.secretsWanted()).toEqual([
      { target: ref, secrets: [{ name: 'hello-secrets', key: 'password', optional: false }] },
    ])
    expect(await text(url)).toBe('status 503')
    expect((await target.running('shop'))[0]?.replicas[0]?.message).toContain('secrets')
    target.supplySecrets(ref, [{ name: 'hello-secrets', key: 'password', value: password }])
    await expect.poll(() => text(url), { timeout: 10_000 }).toBe('v1')
    expect(target.secretsWanted()).toEqual([])
  })

  it('answers the same rollout for the same key, and refuses what it cannot do', async () => {
    const request = {
      target: ref,
      documents: manifests(image(), { version: 'v1' }),
      secrets: [],
      origin: origin('v1'),
      idempotencyKey: 'k',
    }
    const [first, second] = [await target.rollOut(request), await target.rollOut(request)]
    expect(first).toEqual(second)
    expect(
      await target.rollOut({
        ...request,
        idempotencyKey: 'other',
        documents: manifests(`sha256:${'f'.repeat(64)}`, { version: 'v2' }),
      }),
    ).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    })
    expect(
      await target.rollOut({
        ...request,
        idempotencyKey: 'secret',
        documents: manifests(image(), { version: 'v2', secret: true }),
      }),
    ).toMatchObject({
      ok: false,
      error: { code: 'missing-parameter' },
    })
    expect(
      await target.rollOut({
        ...request,
        idempotencyKey: 'kind',
        documents: ['apiVersion: batch/v1\nkind: Job\nmetadata: {name: x}'],
      }),
    ).toMatchObject({
      ok: false,
      error: { code: 'unsupported', findings: [{ args: { field: 'kind' } }] },
    })
    await rollOut({ version: 'v1' })
    expect(
      await target.rollOut({ ...request, target: { ...ref, application: 'thief' }, idempotencyKey: 'thief' }),
    ).toMatchObject({
      ok: false,
      error: { code: 'already-exists' },
    })
  })

  it('fails the rollout when another program has the port', async () => {
    const url = await target.serviceUrl('shop', 'staging', 'hello')
    await target.stop()
    const squatter = createServer((_request, response) => response.end('squatter'))
    await new Promise<void>((resolve) => squatter.listen(Number(new URL(url).port), '127.0.0.1', resolve))
    target = await createTarget({ dataDir })
    const failed = await rollOut({ version: 'v1' })
    expect(failed).toMatchObject({ state: 'failed' })
    expect(failed.message).toContain('another program listens there')
    await new Promise((resolve) => squatter.close(resolve))
    squatter.closeAllConnections()
    expect((await rollOut({ version: 'v2' })).state).toBe('ready')
    expect(await text(url)).toBe('v2')
  })

  it('gives its own log as CRI lines with the replica, from a byte on, followed', async () => {
    await rollOut({ version: 'v1' })
    const abort = new AbortController()
    const lines: string[] = []
    for await (const bytes of target.log(ref, 0, true, abort.signal)) {
      lines.push(...Buffer.from(bytes).toString().split('\n'))
      if (lines.some((line) => line.includes('is ready'))) abort.abort()
    }
    expect(lines.find((line) => line.includes('password is'))).toMatch(
      /^\d{4}-\S+Z stdout F \[hello-[0-9a-f]{6}-1\] password is/,
    )
    await target.remove(ref)
    expect(await target.running('shop')).toEqual([])
    expect((await target.history('shop'))[0]?.history[0]?.origin.version).toBe('v1')
    const after: Uint8Array[] = []
    for await (const bytes of target.log(ref, 10, false, new AbortController().signal)) after.push(bytes)
    expect(Buffer.concat(after).toString()).toContain('bye v1')
  })

  it('ends what a killed predecessor has left behind', async () => {
    if (!existsSync('/proc/self/environ')) return
    await rollOut({ version: 'v1' })
    const pid = (await target.running('shop'))[0]?.replicas[0]?.pid ?? 0
    // A second target on the same data acts like the next supervisor after a crash.
    const successor = await createTarget({ dataDir })
    await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 10_000 }).toBe(false)
    await successor.stop()
  })

  it('stops a replica that uses more memory than it may, and says so', async () => {
    if (!existsSync('/proc/self/environ')) return
    const digest = image()
    const documents = manifests(digest, { version: 'v1' }).map((text) =>
      text.replace('"name":"web"', '"name":"web","resources":{"limits":{"memory":"8Mi"}}'),
    )
    const started = await target.rollOut({
      target: ref,
      documents,
      secrets: [],
      origin: origin('v1'),
      idempotencyKey: 'm',
    })
    expect(started.ok).toBe(true)
    const message = async () => (await target.running('shop'))[0]?.replicas[0]?.message ?? ''
    await expect.poll(message, { timeout: 10_000 }).toContain('OOMKilled')
  })

  it('hides the data directory from the application where it is confined', async () => {
    if (target.isolation !== 'bwrap') return
    const status = await rollOut({ version: 'v1', env: { SEE: join(dataDir, 'target') } })
    expect(await text(status.urls[0]?.url ?? '', '/see')).toBe('false')
  })
})
