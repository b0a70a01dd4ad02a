import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A workbench with its own data directory. */
export interface Workbench {
  readonly origin: string
  /** The printed link, with the sign-in code. */
  readonly link: string
  stop(): Promise<void>
}

/** Starts the server like `npm start`, and waits until it prints its address. */
export async function startWorkbench(): Promise<Workbench> {
  const data = mkdtempSync(join(tmpdir(), 'linewright-bench-'))
  const port = await freePort()
  const child = spawn(process.execPath, ['server/node/main.ts', '--port', String(port), '--data', data, '--no-open'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let printed = ''
  const link = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      const found = /https?:\/\/\S+/.exec(printed)?.[0]
      if (found !== undefined) resolve(found)
    })
    child.once('exit', () => reject(new Error(`The server did not start:\n${printed}`)))
  })
  return {
    origin: `http://localhost:${String(port)}`,
    link,
    async stop() {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
      rmSync(data, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('No free port')
  return address.port
}
