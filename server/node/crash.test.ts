import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { link, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { startRun } from '#contract/runs.ts'
import { pathOf } from '#contract/endpoint.ts'
import { runSchema } from '#domain/run/state.ts'
import { readJournal } from '#server/supervisor/task-runs/journal.ts'
import { embeddedAudience, embeddedClientId } from './identity/provider.ts'
import { openDatabase } from './sqlite/database.ts'
import { createSqliteRuns } from './sqlite/sqlite-runs.ts'

const main = fileURLToPath(new URL('main.ts', import.meta.url))
const kills = 20
const project = 'bookshelf'

let dataDir: string
let origin: string
let port: number
let child: ChildProcess
let printed = ''

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'linewright-crash-'))
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  port = z.object({ port: z.number() }).parse(probe.address()).port
  probe.close()
  await once(probe, 'close')
  origin = `http://localhost:${String(port)}`
})
afterEach(async () => {
  await end('SIGTERM')
  await rm(dataDir, { recursive: true, force: true })
})

/** Starts the server; answers when its process is there, ready or not. */
function start(): void {
  child = spawn(process.execPath, [main, '--port', String(port), '--data', dataDir, '--no-open'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const hear = (chunk: Buffer): void => void (printed += chunk.toString())
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
}

async function end(signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

async function untilReady(): Promise<void> {
  for (let left = 600; left > 0; left -= 1) {
    if (child.exitCode !== null) throw new Error(`The server did not start:\n${printed}`)
    const answer = await fetch(`${origin}/apis/v1/config`).catch(() => undefined)
    if (answer?.ok === true) return
    await delay(50)
  }
  throw new Error(`The server did not get ready:\n${printed}`)
}

/** Signs in as a browser does: the code from the terminal, then the person, then the token. */
async function signIn(person: string): Promise<string> {
  const jar = new Map<string, string>()
  async function go(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = {
      accept: 'text/html',
      'sec-fetch-site': 'same-origin',
      ...Object.fromEntries(new Headers(init.headers)),
      cookie,
    }
    const response = await fetch(new URL(path, origin), { redirect: 'manual', ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(name, value)
    }
    return response
  }
  const to = (response: Response): URL => new URL(response.headers.get('location') ?? '', origin)
  const verifier = randomBytes(32).toString('base64url')
  const code = /code=([\w-]+)/.exec(printed)?.[1] ?? ''
  await go(`/interaction/open?code=${code}`)
  const query = new URLSearchParams({
    client_id: embeddedClientId,
    scope: 'openid',
    audience: embeddedAudience,
    response_type: 'code',
    redirect_uri: `${origin}/`,
    state: 's',
    nonce: 'n',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  const page = to(await go(`/authorize?${query.toString()}`))
  const resumed = to(
    await go(page.pathname, { method: 'POST', body: new URLSearchParams({ person }), headers: { origin } }),
  )
  const back = to(await go(resumed.pathname))
  const exchange = {
    grant_type: 'authorization_code',
    client_id: embeddedClientId,
    redirect_uri: `${origin}/`,
    code: back.searchParams.get('code') ?? '',
    code_verifier: verifier,
  }
  const answer = await go('/oauth/token', { method: 'POST', body: new URLSearchParams(exchange), headers: { origin } })
  return z.object({ access_token: z.string() }).parse(await answer.json()).access_token
}

async function call(token: string, method: string, path: string, body?: unknown) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const answer = await fetch(`${origin}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return runSchema.parse(await answer.json())
}

describe('the server, killed again and again', () => {
  it('finishes its run without hands; no event is lost and no step starts twice', { timeout: 240_000 }, async () => {
    const journals = keepJournals()
    start()
    await untilReady()
    const token = await signIn('dan')
    const path = pathOf(startRun.path, { project, line: 'bookshelf-release' })
    const begun: string[] = []
    const begin = async (): Promise<void> => {
      const { id } = await call(token, 'POST', path, {
        inputs: {},
        note: 'To be interrupted',
        idempotencyKey: randomBytes(8).toString('hex'),
      })
      begun.push(id)
    }
    await begin()
    for (let killed = 0; killed < kills; killed += 1) {
      // Every instant is as likely: while it starts, while it takes its runs up again, while they go on.
      await delay(Math.random() * 1500)
      await end('SIGKILL')
      start()
      // A run that got through starts no new steps: there must be something to interrupt.
      if (killed % 5 !== 4) continue
      await untilReady()
      await begin()
    }
    await untilReady()
    for (const id of begun) {
      await expect
        .poll(async () => (await call(token, 'GET', `/apis/v1/projects/${project}/runs/${id}`)).state, {
          timeout: 90_000,
          interval: 300,
        })
        .toBe('needs-approval')
    }
    await end('SIGTERM')

    const database = openDatabase(join(dataDir, 'platform.sqlite'))
    const runs = createSqliteRuns(database)
    for (const id of begun) {
      const sequences = (await runs.read(id)).map(({ sequence }) => sequence)
      expect(sequences).toEqual(Array.from(sequences, (_, index) => index + 1))
    }
    database.close()
    const kept = await journals.stop()
    expect(kept.length, 'two builds of three tasks, two deployments of three, one verification').toBeGreaterThanOrEqual(
      begun.length * 13,
    )
    for (const journal of kept) {
      const records = readJournal(journal)
      const claims = records.flatMap((record) => (record.kind === 'claim' ? [record.step] : []))
      expect(claims, journal).toEqual([...new Set(claims)])
      expect(records.filter(({ kind }) => kind === 'launch').length, journal).toBe(1)
    }
  })
})

/** The supervisor forgets the journals of finished stages; a second name keeps each of them for the test. */
function keepJournals(): { stop(): Promise<readonly string[]> } {
  const kept = new Map<string, string>()
  const folder = join(dataDir, 'kept-journals')
  let going = true
  async function look(): Promise<void> {
    const entries = await readdir(join(dataDir, 'supervisor', 'taskruns'), {
      recursive: true,
      withFileTypes: true,
    }).catch(() => [])
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name)
      if (!entry.isFile() || !entry.name.endsWith('.ndjson') || kept.has(path)) continue
      const copy = join(folder, String(kept.size))
      kept.set(path, copy)
      await link(path, copy)
    }
  }
  const done = mkdir(folder, { recursive: true }).then(async () => {
    while (going) {
      await look()
      await delay(20)
    }
  })
  return {
    async stop() {
      going = false
      await done
      return [...kept.values()]
    },
  }
}
