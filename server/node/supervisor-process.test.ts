import { appendFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { TaskRunStatus } from '#domain/tekton/run/status.ts'
import type { TaskLaunch } from '#domain/tekton/launch/task-launch.ts'
import { layoutOf } from '#server/supervisor/layout.ts'
import { aLaunch } from '#server/supervisor/task-runs/supervised-folder.ts'
import { createSupervisorClient } from './supervisor-client.ts'
import type { SupervisorClient } from './supervisor-client.ts'
import { ensureSupervisor } from './supervisor-process.ts'
import type { SupervisorHandle } from './supervisor-process.ts'

let data: string
const workspace = { name: 'w', directory: 'w', readOnly: false }

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'linewright-supervisor-'))
})
afterEach(async () => {
  const left = createSupervisorClient({ socket: layoutOf(data).socket })
  const hello = await left.hello()
  await left.requestStop()
  if (hello.ok) await vi.waitUntil(() => !isAlive(hello.value.pid), { timeout: 20_000 })
  rmSync(data, { recursive: true, force: true })
})

async function open(): Promise<SupervisorHandle> {
  const opened = await ensureSupervisor(data, { graceMs: 300 })
  if (!opened.ok) throw new Error(`${opened.error.message} ${opened.error.detail}`)
  return opened.value
}

async function until(
  client: SupervisorClient,
  name: string,
  wanted: (status: TaskRunStatus) => boolean,
): Promise<TaskRunStatus> {
  const stop = new AbortController()
  try {
    for await (const { status } of client.watch(0, stop.signal))
      if (status.name === name && wanted(status)) return status
  } finally {
    stop.abort()
  }
  throw new Error('the watch ended')
}

const hasEnded = (status: TaskRunStatus): boolean => status.condition.status !== 'Unknown'
const isRunning = (status: TaskRunStatus): boolean => status.steps.some(({ state }) => state === 'running')

function isAlive(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

function counting(name: string, isolation: TaskLaunch['isolation'], rest: string): TaskLaunch {
  const script = `echo x >> "$(workspaces.w.path)/${name}"\n${rest}`
  return {
    ...aLaunch(name, isolation, [{ script }, { script: `echo second >> "$(workspaces.w.path)/${name}"` }]),
    workspaces: [workspace],
  }
}

const starts = (name: string): string => readFileSync(join(data, 'workspaces', 'w', name), 'utf8')

it('is one process per data directory, which a second server adopts with its running steps', async () => {
  const [first, second] = await Promise.all([open(), open()])
  expect(second.pid).toBe(first.pid)
  expect(statSync(layoutOf(data).socket).mode & 0o777).toBe(0o600)
  expect(statSync(layoutOf(data).supervisor).mode & 0o777).toBe(0o700)

  const launch = counting(
    'adopted',
    'process',
    'while [ ! -e "$(workspaces.w.path)/go" ]; do sleep 0.05; done; echo on',
  )
  expect(await first.client.launch(launch, [])).toEqual({ ok: true, value: undefined })
  await until(first.client, 'adopted', isRunning)
  await first.stop({ keep: true })

  const later = await open()
  expect(later).toMatchObject({ adopted: true, pid: first.pid })
  expect(await later.client.launch(launch, [])).toMatchObject({ ok: true })
  appendFileSync(join(data, 'workspaces', 'w', 'go'), '')
  expect(await until(later.client, 'adopted', hasEnded)).toMatchObject({ condition: { reason: 'Succeeded' } })
  expect(starts('adopted')).toBe('x\nsecond\n')

  await later.stop()
  expect(isAlive(first.pid)).toBe(false)
  expect(existsSync(layoutOf(data).socket)).toBe(false)
})

it.each(['process', 'bwrap'] as const)(
  'loses what runs when it is killed, keeps what has ended, and starts nothing twice (%s)',
  async (isolation) => {
    const killed = await open()
    await killed.client.launch(counting('before', isolation, 'true'), [])
    const before = await until(killed.client, 'before', hasEnded)
    const rest = 'echo $$ > "$(workspaces.w.path)/pid"\nsetsid sleep 3210 >/dev/null 2>&1 &\nsleep 3211'
    await killed.client.launch(counting('during', isolation, rest), [])
    await until(killed.client, 'during', isRunning)
    await expect.poll(() => existsSync(join(data, 'workspaces', 'w', 'during'))).toBe(true)

    const stop = new AbortController()
    const reported = (async () => {
      for await (const { status } of killed.client.watch(0, stop.signal))
        if (status.condition.reason === 'Lost') return status
      return undefined
    })()
    process.kill(killed.pid, 'SIGKILL')
    const next = await open()
    expect(next.pid).not.toBe(killed.pid)
    // The same client's watch continues by itself.
    expect((await reported)?.name).toBe('during')
    stop.abort()

    const known = await next.client.list('bookshelf', 'run-1')
    expect(known.map(({ status }) => [status.name, status.condition.reason])).toEqual(
      expect.arrayContaining([
        ['before', 'Succeeded'],
        ['during', 'Lost'],
      ]),
    )
    expect(known.find(({ status }) => status.name === 'before')?.status).toEqual(before)
    expect(known.find(({ status }) => status.name === 'during')?.status.steps.map(({ reason }) => reason)).toEqual([
      'Error',
      'Skipped',
    ])
    await next.client.launch(counting('during', isolation, rest), [])
    await next.client.launch(counting('before', isolation, 'true'), [])
    await expect.poll(() => sleepers(/sleep 321[01]/)).toEqual([])
    expect(starts('during')).toBe('x\n')
    expect(starts('before')).toBe('x\nsecond\n')

    await next.client.launch({ ...counting('during', isolation, 'true'), retry: 1 }, [])
    expect(await until(next.client, 'during', (status) => status.retry === 1 && hasEnded(status))).toMatchObject({
      condition: { status: 'True' },
    })
  },
)

it('starts no step twice when it is killed at any moment', async () => {
  const names: string[] = []
  for (let round = 0; round < 8; round += 1) {
    const supervisor = await open()
    for (const [index, isolation] of (['process', 'bwrap', 'process'] as const).entries()) {
      names.push(`r${round}-${index}`)
      void supervisor.client.launch(counting(`r${round}-${index}`, isolation, 'sleep 0.0$(( $$ % 10 ))'), [])
    }
    await delay(Math.random() * 60)
    process.kill(supervisor.pid, 'SIGKILL')
  }
  const last = await open()
  for (const name of names) await last.client.launch(counting(name, 'process', 'true'), [])
  for (const name of names) {
    const status = await until(last.client, name, hasEnded)
    expect(['Succeeded', 'Lost']).toContain(status.condition.reason)
    const lines = existsSync(join(data, 'workspaces', 'w', name)) ? starts(name) : ''
    const possible = status.condition.reason === 'Succeeded' ? ['x\nsecond\n'] : ['', 'x\n', 'x\nsecond\n']
    expect(possible).toContain(lines)
  }
}, 60_000)

it('ends running steps on an orderly stop and says that they are lost', async () => {
  const supervisor = await open()
  await supervisor.client.launch(counting('stopped', 'process', 'setsid sleep 3220 > /dev/null 2>&1 &\nsleep 3221'), [])
  await until(supervisor.client, 'stopped', isRunning)
  await supervisor.stop()
  expect(isAlive(supervisor.pid)).toBe(false)
  expect(sleepers(/sleep 322[01]/)).toEqual([])
  const next = await open()
  expect((await next.client.list('bookshelf', 'run-1')).map(({ status }) => status.condition.reason)).toEqual(['Lost'])
})

it('says clearly that it cannot be reached', async () => {
  const client = createSupervisorClient({ socket: join(data, 'none.sock') })
  expect(await client.launch(aLaunch('x', 'process', [{ script: 'true' }]), [])).toMatchObject({
    ok: false,
    error: { code: 'unreachable', fix: expect.any(String) },
  })
  await expect(client.list('a', 'b')).rejects.toThrow('does not answer')
})

it('refuses names that are no file names', async () => {
  const { client } = await open()
  const refused = await client.launch(aLaunch('../../evil', 'process', [{ script: 'true' }]), [])
  expect(refused).toMatchObject({ ok: false, error: { code: 'invalid-request' } })
})

it('works in a folder that is too deep for a socket', async () => {
  const short = data
  data = join(data, 'very-long-folder-name'.repeat(6), 'data')
  const supervisor = await open()
  await supervisor.client.launch(aLaunch('deep', 'bwrap', [{ script: 'echo hello' }]), [])
  expect(await until(supervisor.client, 'deep', hasEnded)).toMatchObject({ condition: { status: 'True' } })
  await supervisor.stop()
  expect(existsSync(layoutOf(data).sockets)).toBe(false)
  data = short
})

function sleepers(pattern: RegExp): readonly string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.map(commandLine).filter((line) => pattern.test(line))
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}

it('ends with all that it runs once its data directory is gone', async () => {
  const { client, pid } = await open()
  const script = 'echo $$ > "$(workspaces.w.path)/pid"; while :; do sleep 0.05; done'
  const launch = { ...aLaunch('orphan', 'process', [{ script }]), workspaces: [workspace] }
  expect(await client.launch(launch, [])).toMatchObject({ ok: true })
  await until(client, 'orphan', isRunning)
  const file = join(data, 'workspaces', 'w', 'pid')
  await vi.waitUntil(() => existsSync(file) && readFileSync(file, 'utf8').endsWith('\n'))
  const step = Number(readFileSync(file, 'utf8'))
  rmSync(data, { recursive: true })
  await vi.waitUntil(() => !isAlive(pid) && !isAlive(step), { timeout: 20_000 })
})
