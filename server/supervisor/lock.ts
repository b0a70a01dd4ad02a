import { statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

export interface Lock {
  release(): void
  /** Whether its file is still where it was taken: a deleted or moved data directory leads nobody here. */
  isThere(): boolean
}

/**
 * Takes the exclusive lock of a data directory, or answers undefined when another process has it. The kernel releases the lock with the process,
 * so that there is nothing stale to recognise after a crash.
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
