import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { contract } from '#contract/contract.ts'
import { startRun } from '#contract/runs.ts'
import { documentId } from '#domain/documents.ts'
import { runSchema, type Run } from '#domain/run/state.ts'
import { logPath } from '#domain/tekton/launch/log-key.ts'
import { ok } from '#domain/result.ts'
import { createApi, type Api } from '#server/api.ts'
import { createFakeOutgoing } from '#server/testing/fake-outgoing.ts'
import { layoutOf } from '#server/supervisor/layout.ts'
import { createGitHttp } from './git/git-http.ts'
import { createDispatch } from './http/dispatch.ts'
import { createPorts, type NodePorts } from './start/ports.ts'
import { seedSample } from './start/seed.ts'
import { ensureSupervisor, type SupervisorHandle } from './supervisor-process.ts'

// Characters that every encoding changes, on two lines.
const value = 'p@ss/wörd+Ω?=&"x\'z 7Qk\nsecond line of it, 0123456789'
const project = 'bookshelf'

/** A program that leaks the secret in every way that careless programs do. */
const leak = `
const value = process.env.DATABASE_URL
const say = (text) => console.log(text)
say(value)
for (const before of ['', 'a', 'ab']) say(Buffer.from(before + value + 'end').toString('base64'))
say(Buffer.from(value).toString('base64url'))
say(encodeURIComponent(value))
say(new URLSearchParams({ value }).toString())
say(JSON.stringify({ value }))
console.error('postgres://user:' + value + '@host/db')
process.stdout.write(value.slice(0, 9))
setTimeout(() => process.stdout.write(value.slice(9) + '\\n'), 50)
`

/** What must appear nowhere: the value, its lines, and their base64 forms at all three alignments. */
const forms: readonly Buffer[] = [
  ...[value, ...value.split('\n')].flatMap((text) => [
    text,
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
    new URLSearchParams({ v: text }).toString().slice(2),
  ]),
  ...[0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), Buffer.from(value)])
      .toString('base64')
      .slice(shift + 1, -4),
  ),
].map((form) => Buffer.from(form))

let dataDir: string
let supervisor: SupervisorHandle
let node: NodePorts
let server: Server
let api: Api
const printed: string[] = []

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'linewright-sweep-'))
  const started = await ensureSupervisor(dataDir)
  if (!started.ok) throw new Error(started.error.message)
  supervisor = started.value
  node = await createPorts(dataDir, supervisor)
  const seeded = await seedSample(node.ports)
  if (!seeded.ok) throw new Error(seeded.error.message)
  let listener: Parameters<typeof createServer>[1]
  server = createServer((request, response) => listener?.(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const origin = `http://localhost:${String(typeof address === 'object' ? address?.port : '')}`
  const config = { kind: 'demo', issuer: '', clientId: '', audience: '', embedded: true } as const
  api = createApi({
    ...node.ports,
    outgoing: createFakeOutgoing(),
    report: (line) => void printed.push(line),
    identity: { verify: async (token) => ok({ person: { id: token, name: token }, expiresAt: Infinity }) },
    installation: node.installation(config, origin),
  })
  const git = createGitHttp({
    root: node.repositoriesFolder,
    authorise: (repository, credential) => api.services.gitTokens.authorise(repository, credential),
    onPush: async () => undefined,
  })
  const app = async (_path: string, _request: unknown, response: { end(): unknown }) => void response.end()
  listener = createDispatch({ origin, api: api.fetch, git, app, log: (line) => void printed.push(line) })
})
afterEach(async () => {
  await api.close()
  server.closeAllConnections()
  server.close()
  await node.close()
  await supervisor.stop()
  await rm(dataDir, { recursive: true, force: true })
})

async function ask(method: string, path: string, body?: unknown): Promise<Response> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  const headers = { authorization: 'Bearer aya', 'content-type': 'application/json' }
  return api.fetch(new Request(`http://localhost/apis/v1/projects/${project}${path}`, { method, headers, ...sent }))
}

/** Creates a migration that leaks the secret, and a line that runs it. */
async function prepare(): Promise<void> {
  const { repositories, documents, secrets } = node.ports
  const hosted = { project, repository: 'bookshelf-api' }
  const [head, config] = await Promise.all([
    repositories.resolveRevision(hosted, ''),
    repositories.readFile(hosted, '', '.valuestream/qvs.yaml'),
  ])
  if (!head.ok || !config.ok) throw new Error('The sample has no repository')
  const committed = await repositories.commitFiles(hosted, {
    branch: 'main',
    files: {
      'leak.js': leak,
      '.valuestream/qvs.yaml': config.value.replace(
        'designPatterns:\n',
        'designPatterns:\n  - pattern: linewright.dev/adapters/pipeline/migrate:command\n',
      ),
    },
    author: { name: 'Dan', email: 'dan@example.org' },
    message: 'Leak',
    expectedHead: head.value,
  })
  expect(committed.ok).toBe(true)
  await secrets.write({ project, environment: 'staging', key: 'db/url', value, at: '2026-01-01T00:00:00Z' })
  const line = `apiVersion: vs.axis-dev.io/v1
kind: AssemblyLine
metadata: { name: leak }
spec:
  stages:
    - name: migrate
      spec:
        pipeline: bookshelf-api-migrate
        deployment: { app: bookshelf-api, name: staging }
        params:
          - { name: gitRevision, value: main }
          - { name: migrateCommand, value: node leak.js }
          - { name: databaseSecretName, value: db }
`
  const published = await documents.publish(project, {
    ...{ author: { id: 'aya', name: 'Aya' }, message: 'Leak', at: '2026-01-01T00:00:00Z' },
    parts: [{ id: documentId('line', 'leak'), text: line }],
  })
  expect(published.ok).toBe(true)
}

/** Reads a whole answer; of an endless stream, what arrives in the first moments: all events so far. */
async function readAll(path: string, endless: boolean): Promise<{ readonly status: number; readonly bytes: Buffer }> {
  const stop = new AbortController()
  const headers = { authorization: 'Bearer aya' }
  const answer = await api.fetch(new Request(`http://localhost${path}`, { headers, signal: stop.signal }))
  const parts: Uint8Array[] = []
  const reader = answer.body?.getReader()
  const timer = endless ? setTimeout(() => void reader?.cancel(), 1000) : undefined
  for (let next = await reader?.read(); next?.value !== undefined; next = await reader?.read()) parts.push(next.value)
  clearTimeout(timer)
  stop.abort()
  return { status: answer.status, bytes: Buffer.concat(parts) }
}

async function untilEnded(id: string): Promise<Run> {
  const read = async (): Promise<Run> => runSchema.parse(await (await ask('GET', `/runs/${id}`)).json())
  await expect.poll(async () => (await read()).endedAt, { timeout: 60_000 }).toBeDefined()
  return read()
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

it('lets no form of a secret that a step gave away into a store, a log, an answer or its own output', async () => {
  await prepare()
  const started = await ask('POST', '/lines/leak/runs', { inputs: {}, idempotencyKey: 'a-secret-given' })
  expect(started.status, await started.clone().text()).toBe(201)
  const { id } = startRun.response.parse(await started.json())
  const run = await untilEnded(id)
  expect(run.state, JSON.stringify(run.stages['migrate']?.message)).toBe('succeeded')
  const task = run.stages['migrate']?.taskRuns.find(({ pipelineTask }) => pipelineTask === 'migrate')
  const log = `/logs/${task?.name ?? ''}/0/migrate`
  const text = await (await ask('GET', log)).text()
  expect(text.match(/db\/url/g)?.length, 'the marks say which secret it was').toBeGreaterThan(8)

  const names: Readonly<Record<string, string>> = {
    ...{ project, run: id, line: 'leak', stage: 'migrate', application: 'bookshelf-api', deployment: 'staging' },
    ...{ taskRun: task?.name ?? '', retry: '0', step: 'migrate', repository: 'bookshelf-api', key: 'db' },
  }
  const asked = new Map<string, number>()
  for (const { method, path, access, answer } of contract) {
    if (method !== 'GET' || access === 'task') continue
    const query = path.endsWith('/runs/:run/retry') ? '?from=migrate' : ''
    const filled = `${path}${query}`.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(names[name] ?? 'leak'))
    const { status, bytes } = await readAll(filled, answer === 'events')
    asked.set(path, status)
    expect(status, path).toBeLessThan(500)
    expect(forms.find((form) => bytes.includes(form))?.toString(), path).toBeUndefined()
  }
  expect([...asked.values()].filter((status) => status === 200).length, JSON.stringify([...asked])).toBeGreaterThan(30)
  const layout = layoutOf(dataDir)
  const files = [...(await filesBelow(dataDir)), ...(await filesBelow(layout.memory))]
  expect(files.some((file) => file.endsWith('-wal'))).toBe(true)
  expect(files).toContain(
    join(layout.logs, logPath({ namespace: project, taskRun: task?.name ?? '', retry: 0, step: 'migrate' })),
  )
  for (const file of files) {
    const bytes = await readFile(file).catch(() => Buffer.alloc(0))
    expect(forms.find((form) => bytes.includes(form))?.toString(), file).toBeUndefined()
  }
  expect(forms.some((form) => printed.join('\n').includes(form.toString()))).toBe(false)
}, 120_000)
