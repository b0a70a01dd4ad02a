import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { link, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readLog, readRun, retryRun, startRun } from '#contract/runs.ts'
import { decideGate } from '#contract/gate-decisions.ts'
import { readGate } from '#contract/gate-evidence.ts'
import { pathOf } from '#contract/endpoint.ts'
import { runSchema, type Run } from '#domain/run/state.ts'
import { logPath } from '#domain/tekton/launch/log-key.ts'
import { layoutOf } from '#server/supervisor/layout.ts'
import { readJournal } from '#server/supervisor/task-runs/journal.ts'
import { cookieBrowser } from '#server/testing/cookie-browser.ts'
import { embeddedAudience, embeddedClientId } from './identity/provider.ts'
import { openDatabase } from './sqlite/database.ts'
import { createSqliteRuns } from './sqlite/sqlite-runs.ts'
import { createSupervisorClient } from './supervisor-client.ts'

const main = fileURLToPath(new URL('main.ts', import.meta.url))
/** `npm run bench -- crash` sets a larger number. */
const kills = Number(process.env['LINEWRIGHT_KILLS'] ?? 20)
const project = 'bookshelf'
/** Tasks up to the gate: two builds and two deployments with three tasks each, and one verification. */
const tasksToGate = 13
const criLine = /^\d{4}-\d\d-\d\dT[\d:.]+\S* (stdout|stderr) [FP] /

let dataDir: string
let origin: string
let port: number
let child: ChildProcess
let printed = ''
let tokens: Map<Person, string>
let begun: string[]

beforeEach(async () => {
  printed = ''
  begun = []
  tokens = new Map()
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

/** Starts the server; returns once its process exists, ready or not. */
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

/** Signs in like a browser: enters the code from the terminal, picks the person, gets the token. */
async function signIn(person: string): Promise<string> {
  const go = cookieBrowser(origin)
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

type Person = 'dan' | 'mio'

/** Sends a request as a person (Dan by default). Signs in again when the test outlasts a session. */
async function ask(method: string, path: string, body?: unknown, person: Person = 'dan'): Promise<Response> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  for (let signedIn = 0; ; signedIn += 1) {
    const token = tokens.get(person) ?? (await signIn(person))
    tokens.set(person, token)
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const answer = await fetch(`${origin}${path}`, { method, headers, ...sent })
    if (answer.status !== 401 || signedIn > 1) return answer
    tokens.delete(person)
  }
}

async function begin(): Promise<string> {
  const path = pathOf(startRun.path, { project, line: 'bookshelf-release' })
  const body = { inputs: {}, note: 'To be interrupted', idempotencyKey: randomBytes(8).toString('hex') }
  let answer = await ask('POST', path, body)
  // Right after a kill the kernel has evaluated nothing yet. On a busy machine that exceeds the server's limit, and the server asks to try again.
  for (let left = 5; answer.status === 422 && left > 0; left -= 1) answer = await ask('POST', path, body)
  const said = await answer.text()
  if (!answer.ok) throw new Error(`No run was begun: ${said}\n${printed.slice(-4000)}`)
  const { id } = runSchema.parse(JSON.parse(said))
  begun.push(id)
  return id
}

async function look(run: string): Promise<Run> {
  return runSchema.parse(await (await ask('GET', pathOf(readRun.path, { project, run }))).json())
}

async function untilState(run: string, state: Run['state'], attempt = 1): Promise<Run> {
  for (let left = 450; left > 0; left -= 1) {
    const seen = await look(run)
    if (seen.state === state && seen.attempt === attempt) return seen
    // The run has ended in the wrong state, so fail now and say why.
    if (seen.endedAt !== undefined && seen.attempt === attempt) throw new Error(await story(seen, state))
    await delay(200)
  }
  throw new Error(await story(await look(run), state))
}

/** Describes what differs from the expectation, with the output of failed steps, the other runs and the server's output. */
async function story(run: Run, wanted: string): Promise<string> {
  const lines = [`Run ${run.id} is ${run.state} (attempt ${String(run.attempt)}), not ${wanted}`]
  for (const { stage, state, reason, message, taskRuns } of Object.values(run.stages)) {
    lines.push(`${stage}: ${state} ${reason} ${message}`)
    for (const { name, retry, condition, steps } of taskRuns) {
      if (condition.status === 'True') continue
      lines.push(`  ${name}/${String(retry)}: ${condition.status} ${condition.reason ?? ''} ${condition.message ?? ''}`)
      for (const { name: step, exitCode } of steps) {
        const file = join(layoutOf(dataDir).logs, logPath({ namespace: project, taskRun: name, retry, step }))
        const log = await readFile(file, 'utf8').catch(() => '(no log)')
        lines.push(`    step ${step}, exit code ${String(exitCode)}`, ...log.split('\n').slice(-40))
      }
    }
  }
  for (const { number, stages } of await Promise.all(begun.map(look)))
    for (const { stage, state, startedAt, endedAt } of Object.values(stages))
      lines.push(`#${String(number)} ${stage}: ${state} ${startedAt ?? ''} ${endedAt ?? ''}`)
  return [...lines, printed.slice(-4000)].join('\n')
}

/** Checks that the API returns every log of the run exactly as the supervisor wrote it, in whole lines. A step that never began may have no file. */
async function expectWholeLogs({ stages }: Run): Promise<void> {
  const tries = Object.values(stages).flatMap(({ taskRuns }) => taskRuns)
  for (const { name: taskRun, retry, steps } of tries) {
    for (const { name: step, startedAt } of steps) {
      const path = pathOf(readLog.path, { project, taskRun, retry: String(retry), step })
      const file = join(layoutOf(dataDir).logs, logPath({ namespace: project, taskRun, retry, step }))
      const kept = await readFile(file).catch((error: unknown) => {
        if (startedAt !== undefined) throw error
        return Buffer.alloc(0)
      })
      const answer = await ask('GET', path)
      expect(answer.status, path).toBe(200)
      expect(Buffer.from(await answer.arrayBuffer()).equals(kept), path).toBe(true)
      const lines = kept.toString().split('\n')
      expect(lines.pop(), `${path} ends with a line`).toBe('')
      for (const line of lines) expect(line, path).toMatch(criLine)
    }
  }
}

async function expectWholeHistories(runs: readonly string[]): Promise<void> {
  const database = openDatabase(join(dataDir, 'platform.sqlite'))
  const store = createSqliteRuns(database)
  const histories = await Promise.all(runs.map((run) => store.read(run))).finally(() => database.close())
  for (const events of histories) {
    expect(events.length).toBeGreaterThan(0)
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1))
  }
}

describe('the server, killed again and again', () => {
  it(
    'gets its runs to the gate without hands; no event or line is lost, no step starts twice',
    async () => {
      const journals = keepJournals()
      start()
      await untilReady()
      // Two runs at once, so that both reach the same environment at the same time.
      await begin()
      await begin()
      for (let killed = 0; killed < kills; killed += 1) {
        // Kills at any moment: while the server starts, while it continues its runs, or later.
        if (killed % 2 === 0) await untilReady()
        await delay(Math.random() * 1000)
        await end('SIGKILL')
        start()
        // A run that has ended starts no steps, so begin another one to have something to interrupt.
        if (killed % 7 !== 6) continue
        await untilReady()
        await begin()
      }
      await untilReady()
      for (const id of begun) {
        const run = await untilState(id, 'needs-approval')
        await expectWholeLogs(run)
      }
      await end('SIGTERM')

      await expectWholeHistories(begun)
      const kept = await journals.stop()
      const launched = kept.flatMap((journal) => {
        const records = readJournal(journal)
        const claims = records.flatMap((record) => (record.kind === 'claim' ? [record.step] : []))
        expect(claims, journal).toEqual([...new Set(claims)])
        return records.flatMap((record) => (record.kind === 'launch' ? [record.launch] : []))
      })
      const names = launched.map(({ name, retry }) => `${name}/${String(retry)}`)
      expect(names, 'no task was forgotten and begun anew').toEqual([...new Set(names)])
      // On a busy machine the test may look for the journal of a short stage too late.
      expect(names.length).toBeGreaterThan((begun.length * tasksToGate) / 2)
    },
    12_000 * kills,
  )
})

describe('a gate', () => {
  it('keeps what was decided, whenever the server is killed, and lets its run go on once', async () => {
    start()
    await untilReady()
    const id = await begin()
    await untilState(id, 'needs-approval')
    const gate = { project, run: id, gate: 'production' }
    const { evidence } = readGate.response.parse(await (await ask('GET', pathOf(readGate.path, gate))).json())
    const vote = async (): Promise<number | undefined> => {
      const body = { decision: 'approve', comment: 'Seen', evidence: evidence?.digest ?? '' }
      const answer = await ask('POST', pathOf(decideGate.path, gate), body, 'mio').catch(() => undefined)
      return answer?.status
    }
    // Signs in first, so that the kill interrupts the vote.
    await ask('GET', pathOf(readGate.path, gate), undefined, 'mio')
    let answered: number | undefined
    for (const wait of [0, 2, 5, 10, 20, 40, Infinity]) {
      const voting = vote()
      await (wait === Infinity ? voting : Promise.race([voting, delay(wait)]))
      await end('SIGKILL')
      answered = await voting
      start()
      await untilReady()
      const state = (await look(id)).gates['production']?.state
      // An acknowledged vote must be kept; an unacknowledged one may be.
      if (answered === 200) expect(state).toBe('passed')
      if (state === 'passed') break
    }
    const run = await untilState(id, 'succeeded')
    expect(run.gates['production']?.decisions).toMatchObject([{ person: { id: 'mio' }, decision: 'approve' }])
    await expectWholeLogs(run)
    await end('SIGTERM')
    await expectWholeHistories([id])
  }, 240_000)
})

describe('the supervisor, killed under its steps', () => {
  it('is started again; what it ran is lost and nothing else, and a retry gets through', async () => {
    start()
    await untilReady()
    const id = await begin()
    const lost = await killSupervisorUnderSteps()
    const failed = await untilState(id, 'failed')
    const tries = Object.values(failed.stages).flatMap(({ taskRuns }) => taskRuns)
    const named = (reason: string): string[] =>
      tries.flatMap(({ name, condition }) => (condition.reason === reason ? [name] : [])).sort()
    expect(named('Lost')).toEqual(lost)
    expect(named('Succeeded').length + lost.length, 'nothing else has failed').toBe(tries.length)
    await expectWholeLogs(failed)
    expect((await ask('POST', pathOf(retryRun.path, { project, run: id }))).status).toBe(202)
    await untilState(id, 'needs-approval', 2)
    await end('SIGTERM')
    await expectWholeHistories([id])
  }, 120_000)
})

/** Pauses the supervisor, reads from its journals which TaskRuns are still running, and kills it if there are any. */
async function killSupervisorUnderSteps(): Promise<readonly string[]> {
  const hello = await createSupervisorClient({ socket: layoutOf(dataDir).socket }).hello()
  const pid = hello.ok ? hello.value.pid : 0
  expect(pid).toBeGreaterThan(1)
  for (let left = 400; left > 0; left -= 1) {
    process.kill(pid, 'SIGSTOP')
    const open = (await journalFiles())
      .map((file) => readJournal(file))
      .filter((records) => records.every(({ kind }) => kind !== 'end'))
    if (open.some((records) => records.some(({ kind }) => kind === 'spawned'))) {
      process.kill(pid, 'SIGKILL')
      return open
        .flatMap((records) => records.flatMap((record) => (record.kind === 'launch' ? [record.launch.name] : [])))
        .sort()
    }
    process.kill(pid, 'SIGCONT')
    await delay(25)
  }
  throw new Error('No step has started')
}

async function journalFiles(): Promise<readonly string[]> {
  const folder = layoutOf(dataDir).taskRuns
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ndjson'))
    .map((entry) => join(entry.parentPath, entry.name))
}

/**
 * Keeps a hard link to each journal, since the supervisor deletes the journals of finished stages. Also notices a journal that is created again at an
 * old path.
 */
function keepJournals(): { stop(): Promise<readonly string[]> } {
  const kept = new Map<number, string>()
  const folder = join(dataDir, 'kept-journals')
  let going = true
  async function keep(path: string): Promise<void> {
    const file = await stat(path).catch(() => undefined)
    if (file === undefined || kept.has(file.ino)) return
    const copy = join(folder, String(kept.size))
    // The supervisor may have just deleted it.
    const linked = await link(path, copy).then(
      () => true,
      () => false,
    )
    if (linked) kept.set(file.ino, copy)
  }
  const done = mkdir(folder, { recursive: true }).then(async () => {
    while (going) {
      for (const path of await journalFiles()) await keep(path)
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
