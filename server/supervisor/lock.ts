import { DatabaseSync } from 'node:sqlite'

/**
 * Takes the exclusive lock of a data directory, or answers undefined when another process has it. The kernel releases the lock with the process,
 * so that there is nothing stale to recognise after a crash.
 */
export function takeLock(path: string): { release(): void } | undefined {
  const database = new DatabaseSync(path)
  try {
    database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (error instanceof Error && /locked|busy/i.test(error.message)) return undefined
    throw error
  }
  return { release: () => database.close() }
}
