import { CommandFailure } from '../report.ts'
import type { Terminal } from '../terminal.ts'
import type { Server } from './open-server.ts'

const pause = 1000
/** In milliseconds: how long a server may take to restart on a busy machine. */
const patience = 180_000

/** Makes calls survive a restart of the server, so that watching a run continues. Only for reads, which may be repeated. */
export function patiently(server: Server, terminal: Pick<Terminal, 'err' | 'signal'>, wait = pause): Server {
  async function again<T>(ask: () => Promise<T>): Promise<T> {
    const until = Date.now() + patience
    for (let isTold = false; ; isTold = true) {
      try {
        return await ask()
      } catch (error) {
        const isAway = error instanceof CommandFailure && error.problem.code === 'unreachable'
        if (!isAway || terminal.signal.aborted || Date.now() > until) throw error
        if (!isTold) terminal.err(`${error.problem.message}; trying again\n`)
        await new Promise((resolve) => setTimeout(resolve, wait))
      }
    }
  }
  return {
    ...server,
    call: (endpoint, input) => again(() => server.call(endpoint, input)),
    bytes: (endpoint, input) => again(() => server.bytes(endpoint, input)),
  }
}
