import { logPath, type LogKey } from '#domain/tekton/launch/log-key.ts'
import type { Clock } from '#server/ports/clock.ts'
import type { LogStore } from '#server/ports/logs.ts'

/** A log store that the simulated engine can write to. */
export interface MemoryLogs extends LogStore {
  append(key: LogKey, bytes: Uint8Array): void
}

/** Logs in memory. */
export function createMemoryLogs(clock: Pick<Clock, 'now'>): MemoryLogs {
  const logs = new Map<string, Uint8Array>()
  const writtenAt = new Map<string, number>()
  const waiting = new Map<string, Set<() => void>>()
  return {
    append(key, bytes) {
      const path = logPath(key)
      const old = logs.get(path) ?? new Uint8Array()
      const grown = new Uint8Array(old.length + bytes.length)
      grown.set(old)
      grown.set(bytes, old.length)
      logs.set(path, grown)
      writtenAt.set(path, clock.now())
      for (const wake of waiting.get(path) ?? []) wake()
    },
    async read(key, from, limit) {
      const bytes = logs.get(logPath(key))
      return bytes === undefined ? undefined : { bytes: bytes.slice(from, from + limit), size: bytes.length }
    },
    async kept(namespace) {
      const paths = [...logs.keys()].filter((path) => path.startsWith(`${namespace}/`))
      const byTaskRun = Map.groupBy(paths, (path) => path.split('/')[1] ?? '')
      return [...byTaskRun].map(([taskRun, own]) => ({
        taskRun,
        bytes: own.reduce((bytes, path) => bytes + (logs.get(path)?.length ?? 0), 0),
        writtenAt: Math.max(...own.map((path) => writtenAt.get(path) ?? 0)),
      }))
    },
    async remove(namespace, taskRun) {
      for (const path of logs.keys()) if (path.startsWith(`${namespace}/${taskRun}/`)) logs.delete(path)
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
