import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { freePort } from './workbench-server.ts'

/** The demo as people host it: only a folder of files. */
export interface DemoSite {
  readonly origin: string
  readonly stop: () => Promise<void>
}

const node = process.env['LINEWRIGHT_NODE'] ?? process.execPath

/** Serves `dist-demo`, which must be built already. */
export async function serveDemo(): Promise<DemoSite> {
  const origin = `http://localhost:${String(await freePort())}`
  const child = spawn(node, ['server/node/serve-demo.ts', '--port', new URL(origin).port, '--no-open'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const listening = new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      printed += chunk.toString()
      if (printed.includes(origin)) resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', () => reject(new Error(`The demo was not served:\n${printed}`)))
  })
  await listening
  return {
    origin,
    async stop() {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}
