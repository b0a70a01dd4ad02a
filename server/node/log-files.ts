import { watch } from 'node:fs'
import { open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { logPath, type LogKey } from '#domain/tekton/launch/log-key.ts'
import type { KeptLogs, LogStore } from '#server/ports/logs.ts'
import { shareNext } from '#server/services/share-next.ts'

/** In milliseconds: how often to poll file systems that report no changes (some network drives). */
const askAgainMs = 500
const nameOfOne = /^[A-Za-z0-9][A-Za-z0-9._-]*$/
/** Block size in bytes; simultaneous readers share each block read from the disk. */
const blockBytes = 256 * 1024
const keptBlocks = 64
const lookAgainMs = 1000
const measuredAtOnce = 64

/** Reads the step logs that the supervisor writes: one file per step below `folder`. */
export function createLogFiles(folder: string): LogStore {
  const blocks = createBlocks()
  const changed = createWatch()
  const sizeOf = shareNext(sizeOfFile)
  // Names come from outside; none may lead out of the folder.
  const fileOf = (key: LogKey): string | undefined =>
    [key.namespace, key.taskRun, key.step].every((name) => nameOfOne.test(name)) && Number.isInteger(key.retry)
      ? join(folder, logPath(key))
      : undefined

  return {
    async read(key, from, limit) {
      const path = fileOf(key)
      if (path === undefined) return undefined
      if (limit > blockBytes) return readLong(path, from, limit)
      const number = Math.floor(from / blockBytes)
      const start = from - number * blockBytes
      const most = Math.max(0, Math.min(limit, blockBytes - start))
      const kept = await blocks.kept(path, number, start + most)
      if (kept !== undefined && most > 0)
        return { bytes: kept.subarray(start, start + most), size: number * blockBytes + kept.length }
      const size = await sizeOf(path)
      if (size === undefined) return undefined
      const wanted = Math.max(0, Math.min(most, size - from))
      if (wanted === 0) return { bytes: new Uint8Array(), size }
      const block = await blocks.read(path, number, start + wanted)
      return block && { bytes: block.subarray(start, start + wanted), size }
    },
    async grown(key, size, signal) {
      const path = fileOf(key)
      while (path !== undefined && !signal.aborted) {
        const next = changed(path, signal)
        if (((await sizeOf(path)) ?? 0) > size) return
        await next
      }
    },
    async kept(namespace) {
      if (!nameOfOne.test(namespace)) return []
      const taskRuns = await readdir(join(folder, namespace)).catch(() => [])
      const kept: KeptLogs[] = []
      for (let from = 0; from < taskRuns.length; from += measuredAtOnce) {
        const some = taskRuns.slice(from, from + measuredAtOnce)
        const measured = some.map(async (taskRun) => ({
          taskRun,
          ...(await measure(join(folder, namespace, taskRun))),
        }))
        kept.push(...(await Promise.all(measured)))
      }
      return kept
    },
    async remove(namespace, taskRun) {
      if ([namespace, taskRun].every((name) => nameOfOne.test(name)))
        await rm(join(folder, namespace, taskRun), { recursive: true, force: true })
    },
  }
}

/** Measures the size of a TaskRun's files and when the last one was written. */
async function measure(folder: string): Promise<Omit<KeptLogs, 'taskRun'>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const stats = await Promise.all(files.map((file) => stat(file).catch(() => undefined)))
  return {
    bytes: stats.reduce((bytes, one) => bytes + (one?.size ?? 0), 0),
    writtenAt: Math.max(0, ...stats.map((one) => one?.mtimeMs ?? 0)),
  }
}

interface Blocks {
  /** Returns a block read recently with at least `least` bytes, without looking at the file. */
  kept(path: string, number: number, least: number): Promise<Uint8Array | undefined>
  read(path: string, number: number, least: number): Promise<Uint8Array | undefined>
}

/** Reads and caches blocks of append-only files, so that a block read far enough is not read again. */
function createBlocks(): Blocks {
  const blocks = new Map<string, Block>()
  return {
    async kept(path, number, least) {
      const known = blocks.get(`${path}:${String(number)}`)
      return known !== undefined && performance.now() < known.until && known.least >= least ? known.bytes : undefined
    },
    async read(path, number, least) {
      const key = `${path}:${String(number)}`
      const known = blocks.get(key)
      const read = known !== undefined && known.least >= least ? known : { least, bytes: readFrom(path, number) }
      blocks.delete(key)
      blocks.set(key, { ...read, until: performance.now() + lookAgainMs })
      const [oldest] = blocks.keys()
      if (blocks.size > keptBlocks && oldest !== undefined) blocks.delete(oldest)
      const bytes = await read.bytes
      // The file was removed or restarted, so the cached block is invalid.
      if (bytes === undefined || bytes.length < least) blocks.delete(key)
      return bytes
    },
  }
}

interface Block {
  readonly least: number
  readonly bytes: Promise<Uint8Array | undefined>
  /** When to check again that the file still exists. */
  readonly until: number
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

/** Reads more than a block without the cache, for a reader of a whole log. */
async function readLong(
  path: string,
  from: number,
  limit: number,
): Promise<{ readonly bytes: Uint8Array; readonly size: number } | undefined> {
  const file = await open(path).catch(() => undefined)
  if (file === undefined) return undefined
  try {
    const { size } = await file.stat()
    const bytes = new Uint8Array(Math.max(0, Math.min(limit, size - from)))
    const { bytesRead } = await file.read(bytes, 0, bytes.length, from)
    return { bytes: bytes.subarray(0, bytesRead), size }
  } finally {
    await file.close()
  }
}

/** Size of a file in bytes; undefined if it is missing. */
function sizeOfFile(path: string): Promise<number | undefined> {
  return stat(path)
    .then(({ size }) => size)
    .catch(() => undefined)
}

/** Resolves when a file changes, at the next poll, or when the signal aborts; all who wait for a file share one watch. */
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
