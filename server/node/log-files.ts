import { watch } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { logPath, type LogKey } from '#domain/tekton/log-key.ts'
import type { LogStore } from '#server/ports/logs.ts'

/** A file system that tells of no changes (some network drives) is asked this often. */
const askAgainMs = 500
const nameOfOne = /^[A-Za-z0-9][A-Za-z0-9._-]*$/

/** Step logs as the supervisor writes them: one file per step below `folder`. */
export function createLogFiles(folder: string): LogStore {
  // Names reach us from outside; none may lead out of the folder.
  const fileOf = (key: LogKey): string | undefined =>
    [key.namespace, key.taskRun, key.step].every((name) => nameOfOne.test(name)) && Number.isInteger(key.retry)
      ? join(folder, logPath(key))
      : undefined

  return {
    async read(key, from, limit) {
      const path = fileOf(key)
      const file = path === undefined ? undefined : await open(path).catch(() => undefined)
      if (file === undefined) return undefined
      try {
        const { size } = await file.stat()
        const bytes = new Uint8Array(Math.max(0, Math.min(limit, size - from)))
        const { bytesRead } = await file.read(bytes, 0, bytes.length, from)
        return { bytes: bytes.subarray(0, bytesRead), size }
      } finally {
        await file.close()
      }
    },
    async grown(key, size, signal) {
      const path = fileOf(key)
      while (path !== undefined && !signal.aborted) {
        const now = await stat(path).catch(() => undefined)
        if ((now?.size ?? 0) > size) return
        await changed(path, signal)
      }
    },
  }
}

/** Resolves when the file changes, when it is time to ask again, or when the signal aborts. */
function changed(path: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      watcher?.close()
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, askAgainMs)
    const watcher = watchFile(path, done)
    signal.addEventListener('abort', done, { once: true })
    if (signal.aborted) done()
  })
}

function watchFile(path: string, changed: () => void): { close(): void } | undefined {
  try {
    return watch(path, changed).on('error', changed)
  } catch {
    return undefined
  }
}
