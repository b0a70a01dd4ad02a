import { setTimeout as delay } from 'node:timers/promises'
import { problem } from '#domain/problem.ts'
import { err } from '#domain/result.ts'
import { saidBy } from '#domain/said-by.ts'
import { ensureSupervisor, isAlive } from './supervisor-process.ts'
import type { SupervisorHandle } from './supervisor-process.ts'

export interface SupervisorWatchOptions {
  /** Receives one line for each event. */
  readonly say: (line: string) => void
  /** Time between two checks, in milliseconds. */
  readonly everyMs?: number
}

/**
 * Restarts the supervisor when its process has gone: only a new one can say which steps are lost, and without it runs would wait for ever. Returns a
 * function that ends the watch and waits for a start under way.
 */
export function watchSupervisor(
  dataDirectory: string,
  supervisor: SupervisorHandle,
  { say, everyMs = 1000 }: SupervisorWatchOptions,
): () => Promise<void> {
  const ended = new AbortController()
  const watching = watch()
  return async () => {
    ended.abort()
    await watching
  }

  async function watch(): Promise<void> {
    let { pid } = supervisor
    while (await pause(everyMs, ended.signal)) {
      if (isAlive(pid)) continue
      // A machine without free files or processes now may have some later.
      const next = await ensureSupervisor(dataDirectory).catch((error: unknown) =>
        err(problem('unreachable', saidBy(error))),
      )
      if (next.ok) pid = next.value.pid
      say(
        next.ok
          ? '[linewright] The supervisor had ended and was started again; the steps that it ran are lost.'
          : `[linewright] ${next.error.message}. ${next.error.fix ?? ''}`,
      )
    }
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  // The timer does not keep the process alive.
  await delay(milliseconds, undefined, { signal, ref: false }).catch(() => undefined)
  return !signal.aborted
}
