import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { getRequestListener } from '@hono/node-server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Api } from '#server/api.ts'
import { filesOf } from '#server/testing/archived-files.ts'
import { createMemoryPlatform, type MemoryPlatform, shopLine } from '#server/testing/memory-platform.ts'
import { isStage, publish, startRelease } from '#server/testing/shop.ts'
import { listRuns } from '#contract/run-lists.ts'
import { formatCriLine } from '#domain/logs/cri.ts'
import { call, parsed, readRun, until } from '#server/testing/calls.ts'
import { runForTest } from '../testing/run-for-test.ts'
import { credentialsPath, readCredentials, writeCredentials } from './credentials-file.ts'

let platform: MemoryPlatform
let api: Api
let server: Server
let folder: string
let env: Record<string, string>
beforeEach(async () => {
  platform = await createMemoryPlatform()
  api = platform.open()
  const listener = getRequestListener((request) => api.fetch(request), { overrideGlobalObjects: false })
  server = createServer((request, response) => void listener(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address: AddressInfo | string | null = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  folder = await mkdtemp(join(tmpdir(), 'linewright-cli-'))
  env = { XDG_CONFIG_HOME: folder, LINEWRIGHT_SERVER: `http://127.0.0.1:${port}` }
})
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve))
  await api.close()
  await rm(folder, { recursive: true })
})

const as = (person: string, ...words: readonly string[]) =>
  runForTest(words, { env: { ...env, LINEWRIGHT_TOKEN: person } })

async function toGate(): Promise<string> {
  const started = await as('dan', 'run', 'start', 'release', '-m', 'weekly', '--output', 'json')
  expect(started.code, started.err).toBe(0)
  const { runs } = await parsed(call(api, 'dan', 'GET', 'projects/shop/runs'), listRuns.response)
  const id = runs[0]?.id ?? ''
  for (const stage of ['build', 'staging', 'check']) {
    await until(api, id, (run) => run.stages[stage]?.state === 'running')
    platform.engine.finish(`release-1-1-${stage}`)
  }
  await until(api, id, ({ gates }) => gates['production']?.state === 'waiting')
  return id
}

describe('the command line against a server', () => {
  it('is told of an input that the line does not have, and of a limit that is no number', async () => {
    const wrong = await as('dan', 'run', 'start', 'release', '-i', 'gitRevison=v2')
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('The line has no input "gitRevison"')])
    expect((await as('dan', 'run', 'list', '--limit', 'x')).code).toBe(2)
  })

  it('refuses what is written wrongly before it asks the server', async () => {
    const nowhere = { env: { LINEWRIGHT_SERVER: 'http://127.0.0.1:9' } }
    const wrong: readonly (readonly [string, ...string[]])[] = [
      ['"v2" has no "="', 'run', 'start', 'release', '-i', 'v2'],
      ['--input tag is given twice', 'run', 'start', 'release', '-i', 'tag=1', '-i', 'tag=2'],
      ['"red" has no "="', 'approve', 'release', '--answer', 'red'],
      ['--not-before tomorrow is no date with a time', 'approve', 'release', '--not-before', 'tomorrow'],
    ]
    for (const [words, ...line] of wrong)
      expect(await runForTest(line, nowhere)).toMatchObject({ code: 2, err: expect.stringContaining(words) })
    const { err } = await runForTest(['run', 'list', '--server', 'ftp://ci.example.org'])
    expect(err).toContain('ftp://ci.example.org is no address')
  })

  it('names the line, stage, task or gate that was probably meant', async () => {
    await toGate()
    expect((await as('dan', 'run', 'start', 'relaese')).err).toContain('Did you mean release?')
    expect((await as('mio', 'approve', 'release', 'prod')).err).toContain('Its gates are: production')
    const logs = await as('dan', 'run', 'logs', 'release', '--stage', 'stagin')
    expect([logs.code, logs.err]).toEqual([1, expect.stringContaining('Did you mean --stage staging?')])
    expect((await as('dan', 'run', 'logs', 'release', '--task', 'biuld')).err).toMatch(
      /^No logs of a task biuld; .*: \w/,
    )
  })

  it('starts, lists and cancels runs', async () => {
    await toGate()
    expect((await as('lea', 'run', 'list')).out).toMatch(/^RUN .*\nrelease\/1 +needs-approval .*Dan +weekly\n$/)
    const asLea = { env: { ...env, LINEWRIGHT_TOKEN: 'lea' }, signal: AbortSignal.abort() }
    const left = await runForTest(['run', 'watch', 'release'], asLea)
    expect(left.err).toContain('gate production waiting: linewright approve release/1 production\n')
    expect((await as('lea', 'run', 'cancel', 'release')).err).toContain('As reader you may not do this')
    expect((await as('dan', 'run', 'cancel', 'release/1', '--mode', 'now')).code).toBe(0)
    const watched = await as('lea', 'run', 'watch', 'release')
    expect(watched.code).toBe(1)
    expect(watched.err).toContain('stage build succeeded')
    expect(watched.out).toMatch(/^release\/1 cancelled \(weekly\)\n/)
    expect((await as('dan', 'run', 'retry', 'release/9')).err).toContain('The line release has no run 9')
  })

  it('says of a gate that too few people may open that nobody can', async () => {
    await publish(platform, 'line/release', shopLine.replace('requiredApprovals: 1', 'requiredApprovals: 3'))
    await toGate()
    expect((await as('mio', 'approve', 'release')).out).toContain('people who may vote are missing: 1\n')
  })

  it('says which task of a stage failed, and why', async () => {
    const { id } = await startRelease(api)
    await until(api, id, isStage('build', 'running'))
    const [first] = platform.engine.runs.get('release-1-1-build')?.run.spec.pipelineSpec.tasks ?? []
    platform.engine.finish('release-1-1-build', [first?.name ?? ''])
    await until(api, id, isStage('build', 'failed'))
    const watched = await as('lea', 'run', 'watch', 'release')
    expect(watched.err).toContain(`stage build failed: ${first?.name ?? ''}: Failed\n`)
  })

  it('prints logs, writes them to a file, and says that there are none as data', async () => {
    const run = await readRun(api, await toGate())
    const task = run.stages['build']?.taskRuns[0]
    const log = { namespace: 'shop', taskRun: task?.name ?? '', retry: 0, step: task?.steps[0]?.name ?? '' }
    const line = { time: '2026-11-24T10:00:00.000000001Z', stream: 'stdout', partial: false, text: 'compiled' } as const
    platform.logs.append(log, new TextEncoder().encode(formatCriLine(line)))
    expect((await as('lea', 'run', 'logs', 'release')).out).toContain('compiled\n')
    const to = join(folder, 'build.log')
    expect(await as('lea', 'run', 'logs', 'release', '-o', to)).toMatchObject({ code: 0, out: '' })
    expect(await readFile(to, 'utf8')).toContain('compiled\n')
    const asData = await as('lea', 'run', 'logs', 'release', '--output', 'yaml')
    expect([asData.code, asData.err]).toEqual([2, expect.stringContaining('Logs are text')])
  })

  it('lists what a run has made, and takes it along', async () => {
    await publish(platform, 'line/release', `${shopLine}  artifacts: [{ path: api/staging }]\n`)
    const id = await toGate()
    const file = 'api/staging/report.html'
    platform.workspaces.files.set(`shop/${id}/${file}`, '<h1>Fine</h1>')
    platform.workspaces.files.set(`shop/${id}/api/staging/.npmrc`, 'token')
    expect((await as('lea', 'run', 'artifacts', 'release')).out).toBe(`BYTES  FILE\n13     ${file}\n`)
    const to = join(folder, 'out', 'report.html')
    expect((await as('lea', 'run', 'artifacts', 'release/1', file, '-o', to)).err).toBe(`${to}\n`)
    expect(await readFile(to, 'utf8')).toBe('<h1>Fine</h1>')
    const all = join(folder, 'all.tar.gz')
    expect((await as('lea', 'run', 'artifacts', 'release/1', '--all', '-o', all)).code).toBe(0)
    expect([...filesOf(gunzipSync(await readFile(all))).keys()]).toEqual([file])
    const hidden = await as('lea', 'run', 'artifacts', 'release/1', 'api/staging/.npmrc', '-o', join(folder, 'x'))
    expect([hidden.code, hidden.err]).toEqual([1, expect.stringContaining('no artifact api/staging/.npmrc')])
  })

  it('plans without running, in the order of the line', async () => {
    const planned = await as('dan', 'run', 'start', 'release', '--dry-run')
    expect(planned.code).toBe(0)
    expect(planned.out.split('\n').map((line) => line.split(' (')[0])).toEqual([
      'release, version 1: gitRevision=main',
      '> build',
      expect.stringContaining('main is '),
      '> staging',
      '> check',
      '? gate "production" waits for 1 approval',
      '> production',
      expect.stringContaining('Nothing has run. Digest of the plan: sha256:'),
      '',
    ])
    expect(await as('dan', 'run', 'list')).toMatchObject({ code: 0, out: '', err: 'No runs\n' })
    expect((await as('lea', 'run', 'start', 'release', '--dry-run')).code).toBe(1)
  })

  it('shows the evidence first, and approves exactly that', async () => {
    const id = await toGate()
    const shown = await as('mio', 'approve', 'release')
    expect(shown.code).toBe(1)
    expect(shown.out).toContain('manifest  api/')
    expect(shown.out).toMatch(/0 of 1 approvals\n {2}may vote {2}Aya, Mio\n/)
    expect(shown.out).toMatch(/^ {4}\+apiVersion: /m)
    const digest = /--evidence (\S+)/.exec(shown.err)?.[1] ?? ''
    expect((await as('mio', 'approve', 'release', '--evidence', 'sha256:other')).err).toContain('What you saw is not')
    expect((await as('dan', 'approve', 'release', 'production', '--evidence', digest)).code).toBe(1)
    const approved = await as('mio', 'approve', 'release', '--evidence', digest, '-m', 'seen')
    expect(approved.out).toContain('Approved at production of release/1')
    expect((await readRun(api, id)).gates['production']?.decisions[0]).toMatchObject({ comment: 'seen' })
    expect((await as('mio', 'approve', 'release')).err).toContain('No gate of this run waits for you')
  })

  it('names the gates that wait for one, when those of the newest run do not', async () => {
    await toGate()
    expect((await as('dan', 'run', 'start', 'release')).code).toBe(0)
    const shown = await as('mio', 'approve', 'release')
    expect(shown.err).toContain('No gate of this run waits for you')
    expect(shown.err).toContain('These wait for you: release/1 production')
  })

  it('rejects with a reason only', async () => {
    const id = await toGate()
    expect((await as('mio', 'reject', 'release')).code).toBe(2)
    const digest = (await readRun(api, id)).gates['production']?.evidence ?? ''
    expect((await as('mio', 'reject', 'release', '-m', 'slow', '--evidence', digest)).out).toContain('Rejected')
  })

  it('says what to do when nobody is signed in, or no server is there', async () => {
    const { LINEWRIGHT_SERVER: origin = '' } = env
    expect((await runForTest(['run', 'list', '-p', 'shop'], { env })).err).toContain(
      `linewright login --server ${origin}`,
    )
    const empty = await runForTest(['run', 'list', '-p', 'shop'], { env: { ...env, LINEWRIGHT_TOKEN: '' } })
    expect(empty.err).toContain(`linewright login --server ${origin}`)
    const nowhere = await runForTest(['run', 'list', '--server', 'http://127.0.0.1:9'], { env })
    expect(nowhere.err).toContain('does not answer')
  })
})

describe('a token that does not count any more', () => {
  it('is replaced where it came from', async () => {
    const { LINEWRIGHT_SERVER: origin = '' } = env
    const list = ['run', 'list', '-p', 'shop']
    expect((await as('gone', ...list)).err).toContain('LINEWRIGHT_TOKEN has ended')
    await writeCredentials({ env }, { current: origin, servers: { [origin]: { token: 'gone' } } })
    expect((await runForTest(list, { env })).err).toContain(`linewright login --server ${origin} --token`)
    const byDevice = { token: 'gone', refreshToken: 'r', expiresAt: Date.now() + 3_600_000 }
    await writeCredentials({ env }, { current: origin, servers: { [origin]: byDevice } })
    expect((await runForTest(list, { env })).err).toMatch(new RegExp(`login --server ${origin}$`, 'm'))
  })
})

describe('the file of sign-ins', () => {
  it('is readable by its owner only, and forgotten by logout', async () => {
    const { LINEWRIGHT_SERVER: origin = '' } = env
    await writeCredentials({ env }, { current: origin, servers: { [origin]: { token: 'dan' } } })
    expect((await stat(credentialsPath({ env }))).mode & 0o777).toBe(0o600)
    expect((await runForTest(['run', 'list'], { env })).code).toBe(0)
    expect((await runForTest(['logout'], { env })).out).toBe(`Signed out of ${origin}\n`)
    expect((await runForTest(['logout'], { env })).out).toBe('There was no sign-in\n')
    expect(await readCredentials({ env })).toEqual({ servers: {} })
    expect(await readFile(credentialsPath({ env }), 'utf8')).not.toContain('dan')
  })
})
