import type { DatabaseSync } from 'node:sqlite'
import { atomically } from './database.ts'

/** Writes of one moment as one transaction: what is waiting together reaches the disk by one flush. */
export interface CommitGroup {
  /** Does the work with the next group, in the order asked for, and answers when it is on the disk. Work that throws is undone alone. */
  run<T>(work: () => T): Promise<T>
}

interface Entry {
  /** Does the work inside the transaction and answers how to tell of it once that is committed. */
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

/** One that throws must not take its neighbours with it. */
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
    // A full disk has undone the whole transaction already: then everybody hears of it.
    if (!database.isTransaction) throw error
    database.exec('ROLLBACK TO one; RELEASE one')
    return () => reject(error)
  }
}
