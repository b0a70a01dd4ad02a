import { statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

export interface Lock {
  release(): void
  /** Whether the lock file is still in its place; nobody can find a supervisor whose data directory was deleted or moved. */
  isThere(): boolean
}

/**
 * Takes the exclusive lock of a data directory; undefined if another process has it. The kernel releases the lock when the process ends, so no lock
 * is ever stale after a crash.
 */
export function takeLock(path: string): Lock | undefined {
  const database = new DatabaseSync(path)
  try {
    database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (error instanceof Error && /locked|busy/i.test(error.message)) return undefined
    throw error
  }
  const taken = statSync(path)
  return {
    release: () => database.close(),
    isThere() {
      const found = statSync(path, { throwIfNoEntry: false })
      return found !== undefined && found.ino === taken.ino && found.dev === taken.dev
    },
  }
}
