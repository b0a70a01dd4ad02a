import type { DatabaseSync } from 'node:sqlite'
import { atomically } from './database.ts'

/** Groups the writes of one moment into one transaction, so that they share one flush to disk. */
export interface CommitGroup {
  /** Runs the work in the next group, in order, and resolves once it is on disk. Work that throws is rolled back alone. */
  run<T>(work: () => T): Promise<T>
}

interface Entry {
  /** Runs the work inside the transaction; returns a function that settles its promise after the commit. */
  readonly attempt: () => () => void
  readonly fail: (error: unknown) => void
}

/** Makes the group of a database. */
export function createCommitGroup(database: DatabaseSync): CommitGroup {
  let waiting: Entry[] = []

  function flush(): void {
    const entries = waiting
    waiting = []
    try {
      for (const tell of atomically(database, () => entries.map(({ attempt }) => attempt()))) tell()
    } catch (error) {
      for (const { fail } of entries) fail(error)
    }
  }

  return {
    run<T>(work: () => T): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        if (waiting.length === 0) setImmediate(flush)
        waiting.push({ attempt: () => apart(database, work, resolve, reject), fail: reject })
      })
    },
  }
}

/** Runs each work in a savepoint, so that one that throws does not undo the others. */
function apart<T>(
  database: DatabaseSync,
  work: () => T,
  resolve: (value: T) => void,
  reject: (error: unknown) => void,
): () => void {
  database.exec('SAVEPOINT one')
  try {
    const value = work()
    database.exec('RELEASE one')
    return () => resolve(value)
  } catch (error) {
    // A full disk has rolled back the whole transaction, so all of them fail.
    if (!database.isTransaction) throw error
    database.exec('ROLLBACK TO one; RELEASE one')
    return () => reject(error)
  }
}
