import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createPipePool } from './executors/pipe-pool.ts'
import { probeExecutors } from './executors/probe.ts'
import { closeInheritedFiles } from './inherited-files.ts'
import { layoutOf, makeFolders } from './layout.ts'
import { takeLock } from './lock.ts'
import { createCriClock } from './logging/cri-clock.ts'
import { alreadyRunning, protocolVersion } from './protocol.ts'
import type { Hello } from './protocol.ts'
import { listen, sendJson } from './socket-server.ts'
import type { SocketHandler } from './socket-server.ts'
import { taskRunRoutes } from './task-run-routes.ts'
import { openTaskSupervisor } from './task-runs/local-task-supervisor.ts'
import { targetRoutes } from './target/target-routes.ts'
import { createTarget } from './target/target.ts'

const { values } = parseArgs({ options: { data: { type: 'string' }, 'grace-ms': { type: 'string', default: '5000' } } })
if (values.data === undefined) {
  process.stderr.write('Usage: main.ts --data DIR [--grace-ms MILLISECONDS]\n')
  process.exit(2)
}

closeInheritedFiles()
const layout = layoutOf(values.data)
makeFolders(layout)
const lock = takeLock(layout.lock)
if (lock === undefined) {
  process.stderr.write(`Another supervisor has ${layout.data}\n`)
  process.exit(alreadyRunning)
}

const pipes = createPipePool(join(layout.sockets, 'pipes'))
const executors = await probeExecutors(layout.data)
const tools = { layout, pipes, clock: createCriClock(), graceMs: Number(values['grace-ms']) }
const taskRuns = await openTaskSupervisor(tools, executors)
const target = await createTarget({
  dataDir: layout.data,
  graceMs: tools.graceMs,
  isolation: executors.some(({ isolation }) => isolation === 'bwrap') ? 'bwrap' : 'process',
  report: (sentence) => process.stderr.write(`${new Date().toISOString()} ${sentence}\n`),
})
const instance = randomUUID()
let stopping: Promise<void> | undefined

/** The two requests that clients of any protocol version may send: `hello` and `stop`. They never change. */
const lifecycle: SocketHandler = async ({ method, url, response }) => {
  if (method === 'GET' && url.pathname === '/hello') {
    const hello: Hello = { protocol: protocolVersion, pid: process.pid, instance, running: taskRuns.running() }
    sendJson(response, hello)
    return true
  }
  if (method === 'POST' && url.pathname === '/stop') {
    sendJson(response, {}, 202)
    void stop()
    return true
  }
  return false
}

const server = await listen(layout.socket, [lifecycle, taskRunRoutes(taskRuns), targetRoutes(target)])
process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => void stop())
// Nobody can find a supervisor whose data directory is gone, so its steps would run unnoticed for ever.
setInterval(() => {
  if (lock.isThere()) return
  process.stderr.write(`${new Date().toISOString()} ${layout.data} is gone\n`)
  void stop()
}, 2000).unref()

/** Ends every step and leaves no process, socket or pipe. */
function stop(): Promise<void> {
  stopping ??= (async () => {
    server.close()
    // Ends even if records fail because the data directory is gone.
    await Promise.allSettled([taskRuns.stop(), target.stop()])
    server.closeAllConnections()
    pipes.close()
    rmSync(layout.socket, { force: true })
    if (layout.sockets !== layout.supervisor) rmSync(layout.sockets, { recursive: true, force: true })
    lock?.release()
    process.exit(0)
  })()
  return stopping
}
