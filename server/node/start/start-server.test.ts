import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))
let folder: string
let children: ChildProcess[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linewright-start-'))
  children = []
})
afterEach(async () => {
  for (const child of children) await end(child)
  rmSync(folder, { recursive: true })
})

interface Started {
  readonly child: ChildProcess
  readonly origin: string
  readonly output: string
}

/** Starts the server as a process; resolves once it is ready or has ended. */
async function start(...args: readonly string[]): Promise<Started> {
  const child = spawn(process.execPath, ['server/node/main.ts', '--data', folder, '--no-open', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LINEWRIGHT_ISSUER: '' },
  })
  children.push(child)
  let output = ''
  const ready = new Promise<void>((resolve) => {
    const hear = (chunk: Buffer): void => {
      output += chunk.toString()
      if (/Stop with/.test(output)) resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('close', () => resolve())
  })
  await ready
  return { child, output, origin: /https?:\/\/[^/\s]+/.exec(output)?.[0] ?? '' }
}

async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

/** Command lines of all processes that mention a data directory. */
function processesOf(data: string): readonly string[] {
  const listed = spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).stdout
  return listed.split('\n').filter((line) => line.includes(data))
}

describe('the server as a process', () => {
  it('starts with the sample, keeps a second one out, survives a kill, and leaves nothing running', async () => {
    const first = await start('--port', '0')
    expect(first.output).toContain('/interaction/open?code=')
    const config: unknown = await (await fetch(`${first.origin}/apis/v1/config`)).json()
    expect(config).toMatchObject({
      mode: 'server',
      identity: { kind: 'auth0', issuer: `${first.origin}/`, embedded: true },
    })
    expect((await fetch(`${first.origin}/apis/v1/me`)).status).toBe(401)
    expect(
      (await fetch(`${first.origin}/git/bookshelf/bookshelf-api.git/info/refs?service=git-upload-pack`)).status,
    ).toBe(401)

    const second = await start('--port', '0')
    expect(second.output).toContain(`Another server works in ${folder}: ${first.origin}`)

    await end(first.child, 'SIGKILL')
    expect(processesOf(folder)).toHaveLength(1)
    const port = new URL(first.origin).port
    const again = await start('--port', port)
    expect(again.origin).toBe(first.origin)
    // The code stays the same, so a browser with the cookie need not enter it again.
    expect(/code=(\S+)/.exec(again.output)?.[1]).toBe(/code=(\S+)/.exec(first.output)?.[1])
    await end(again.child)
    expect(again.child.exitCode).toBe(0)
    expect(processesOf(folder)).toEqual([])
    await expect(fetch(first.origin)).rejects.toThrow('fetch failed')
  }, 60_000)

  it('says which port is in use, and has started nothing', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? String(address.port) : ''
    const refused = await start('--port', port)
    other.close()
    expect(refused.child.exitCode).toBe(1)
    expect(refused.output).toContain(`Port ${port} is in use by another program.`)
  })
})
