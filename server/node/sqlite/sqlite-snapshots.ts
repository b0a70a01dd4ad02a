import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { sha256 } from '#domain/manifests/sha256.ts'
import type { SnapshotStore } from '#server/ports/snapshots.ts'

const rowSchema = z.object({ body: z.string() })

/** Texts by digest in SQLite. */
export function createSqliteSnapshots(database: DatabaseSync): SnapshotStore {
  const put = database.prepare('INSERT OR IGNORE INTO snapshot VALUES (?, ?)')
  const get = database.prepare('SELECT body FROM snapshot WHERE digest = ?')
  return {
    async put(text) {
      const digest = `sha256:${sha256(text)}`
      put.run(digest, text)
      return digest
    },
    async get(digest) {
      const row = get.get(digest)
      return row === undefined ? undefined : rowSchema.parse(row).body
    },
  }
}
