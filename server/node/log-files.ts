import { watch } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { logPath, type LogKey } from '#domain/tekton/log-key.ts'
import type { LogStore } from '#server/ports/logs.ts'

/** A file system that tells of no changes (some network drives) is asked this often. */
const askAgainMs = 500
const nameOfOne = /^[A-Za-z0-9][A-Za-z0-9._-]*$/
/** What many readers read at the same time is read from the disk once, in blocks of this size. */
const blockBytes = 256 * 1024
const keptBlocks = 64

/** Step logs as the supervisor writes them: one file per step below `folder`. */
export function createLogFiles(folder: string): LogStore {
  const readBlock = createBlocks()
  const changed = createWatch()
  // Names reach us from outside; none may lead out of the folder.
  const fileOf = (key: LogKey): string | undefined =>
    [key.namespace, key.taskRun, key.step].every((name) => nameOfOne.test(name)) && Number.isInteger(key.retry)
      ? join(folder, logPath(key))
      : undefined

  return {
    async read(key, from, limit) {
      const path = fileOf(key)
      if (path === undefined) return undefined
      const size = (await stat(path).catch(() => undefined))?.size
      if (size === undefined) return undefined
      const number = Math.floor(from / blockBytes)
      const start = from - number * blockBytes
      const wanted = Math.max(0, Math.min(limit, size - from, blockBytes - start))
      if (wanted === 0) return { bytes: new Uint8Array(), size }
      const block = await readBlock(path, number, start + wanted)
      return block && { bytes: block.subarray(start, start + wanted), size }
    },
    async grown(key, size, signal) {
      const path = fileOf(key)
      while (path !== undefined && !signal.aborted) {
        const next = changed(path, signal)
        const now = await stat(path).catch(() => undefined)
        if ((now?.size ?? 0) > size) return
        await next
      }
    },
  }
}

/** Reads blocks of files that only grow: one that was read far enough is read no more. */
function createBlocks(): (path: string, number: number, least: number) => Promise<Uint8Array | undefined> {
  const blocks = new Map<string, { readonly least: number; readonly bytes: Promise<Uint8Array | undefined> }>()
  return async (path, number, least) => {
    const key = `${path}:${String(number)}`
    const known = blocks.get(key)
    const block = known !== undefined && known.least >= least ? known : { least, bytes: readFrom(path, number) }
    blocks.delete(key)
    blocks.set(key, block)
    const [oldest] = blocks.keys()
    if (blocks.size > keptBlocks && oldest !== undefined) blocks.delete(oldest)
    const bytes = await block.bytes
    // A file that was removed or began anew: what was kept of it is worth nothing.
    if (bytes === undefined || bytes.length < least) blocks.delete(key)
    return bytes
  }
}

async function readFrom(path: string, number: number): Promise<Uint8Array | undefined> {
  const file = await open(path).catch(() => undefined)
  if (file === undefined) return undefined
  try {
    const bytes = new Uint8Array(blockBytes)
    const { bytesRead } = await file.read(bytes, 0, blockBytes, number * blockBytes)
    return bytes.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Resolves when a file changes, when it is time to ask again, or when the signal aborts; all who wait for a file share one watch. */
function createWatch(): (path: string, signal: AbortSignal) => Promise<void> {
  const watched = new Map<string, Set<() => void>>()

  function open(path: string): Set<() => void> {
    const waiting = new Set<() => void>()
    const wakeAll = (): void => {
      clearTimeout(timer)
      watcher?.close()
      watched.delete(path)
      for (const wake of waiting) wake()
    }
    const timer = setTimeout(wakeAll, askAgainMs)
    const watcher = watchFile(path, wakeAll)
    watched.set(path, waiting)
    return waiting
  }

  return (path, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve()
      const waiting = watched.get(path) ?? open(path)
      const wake = (): void => {
        waiting.delete(wake)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      waiting.add(wake)
      signal.addEventListener('abort', wake, { once: true })
    })
}

function watchFile(path: string, changed: () => void): { close(): void } | undefined {
  try {
    return watch(path, changed).on('error', changed)
  } catch {
    return undefined
  }
}
