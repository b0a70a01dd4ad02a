import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A workbench as people start it: the built app with its own data directory and port. */
export interface WorkbenchServer {
  readonly origin: string
  readonly dataDir: string
  /** The link printed at the start; it carries the sign-in code. */
  readonly link: () => string
  /** The server's whole output. */
  readonly output: () => string
  /** Kills only the server with `kill -9`; its supervisor, steps and applications continue. */
  readonly crash: () => Promise<void>
  /** Starts the server again on the same data and port. */
  readonly start: () => Promise<void>
  /** Stops the server in order. */
  readonly stop: () => Promise<void>
  /** Stops and removes the data. */
  readonly remove: () => Promise<void>
}

const node = process.env['LINEWRIGHT_NODE'] ?? process.execPath
const startLimit = 60_000

export async function startWorkbench(): Promise<WorkbenchServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'linewright-e2e-'))
  const port = await freePort()
  let child: ChildProcess | undefined
  let printed = ''

  async function start(): Promise<void> {
    const args = ['server/node/main.ts', '--port', String(port), '--data', dataDir, '--no-open']
    const started = spawn(node, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    child = started
    const from = printed.length
    started.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    started.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    const deadline = Date.now() + startLimit
    while (!/https?:\/\/\S+/.test(printed.slice(from))) {
      if (started.exitCode !== null || Date.now() > deadline) throw new Error(`The server did not start:\n${printed}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }

  await start()
  return {
    origin: `http://localhost:${String(port)}`,
    dataDir,
    link: () => /https?:\/\/\S+/g.exec(printed)?.[0] ?? '',
    output: () => printed,
    crash: () => end('SIGKILL'),
    start,
    stop: () => end('SIGTERM'),
    async remove() {
      // A journey that failed after a crash leaves the supervisor running, which only a server ends.
      if (child?.signalCode === 'SIGKILL') await start()
      await end('SIGTERM')
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('No free port')
  return address.port
}
