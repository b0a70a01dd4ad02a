import { logPath, type LogKey } from '#domain/tekton/log-key.ts'
import type { LogStore } from '#server/ports/logs.ts'

/** A log store that can be written to: the simulated engine's side. */
export interface MemoryLogs extends LogStore {
  append(key: LogKey, bytes: Uint8Array): void
}

/** Logs in memory. */
export function createMemoryLogs(): MemoryLogs {
  const logs = new Map<string, Uint8Array>()
  const waiting = new Map<string, Set<() => void>>()
  return {
    append(key, bytes) {
      const path = logPath(key)
      const old = logs.get(path) ?? new Uint8Array()
      const grown = new Uint8Array(old.length + bytes.length)
      grown.set(old)
      grown.set(bytes, old.length)
      logs.set(path, grown)
      for (const wake of waiting.get(path) ?? []) wake()
    },
    async read(key, from, limit) {
      const bytes = logs.get(logPath(key))
      return bytes === undefined ? undefined : { bytes: bytes.slice(from, from + limit), size: bytes.length }
    },
    grown(key, size, signal) {
      const path = logPath(key)
      if (signal.aborted || (logs.get(path)?.length ?? 0) > size) return Promise.resolve()
      return new Promise((resolve) => {
        const wakers = waiting.get(path) ?? new Set()
        waiting.set(path, wakers)
        const wake = (): void => {
          wakers.delete(wake)
          signal.removeEventListener('abort', wake)
          resolve()
        }
        wakers.add(wake)
        signal.addEventListener('abort', wake, { once: true })
      })
    },
  }
}
