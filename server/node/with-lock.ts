import { setTimeout as wait } from 'node:timers/promises'
import { takeLock } from '#server/supervisor/lock.ts'

/** Milliseconds between two tries. */
const askAgainMs = 50

/**
 * Works while nobody else, in this process or another, holds the lock. The kernel frees the lock of a process that is killed; a file with its process
 * id would not do, since in a container the next process often has the same one.
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  let lock = takeLock(file)
  for (; lock === undefined; lock = takeLock(file)) await wait(askAgainMs)
  try {
    return await work()
  } finally {
    lock.release()
  }
}
