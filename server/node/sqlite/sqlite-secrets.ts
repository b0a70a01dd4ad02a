import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { SecretStore } from '#server/ports/secrets.ts'
import { atomically } from './database.ts'

const entrySchema = z
  .object({ environment: z.string(), key: z.string(), version: z.number(), set_at: z.string() })
  .transform(({ environment, key, version, set_at: setAt }) => ({ environment, key, version: String(version), setAt }))
const lastSchema = z.object({ version: z.number().nullable() })
const valueSchema = z.object({ value: z.string() })

/** Secret values in SQLite, in a file that only its owner can read; they leave by `reveal` only. */
export function createSqliteSecrets(database: DatabaseSync): SecretStore {
  const listed = database.prepare(
    'SELECT environment, key, max(version) AS version, set_at FROM secret WHERE project = ? GROUP BY environment, key ORDER BY key, environment',
  )
  const last = database.prepare(
    'SELECT max(version) AS version FROM secret WHERE project = ? AND environment = ? AND key = ?',
  )
  const insert = database.prepare('INSERT INTO secret VALUES (?, ?, ?, ?, ?, ?)')
  const reveal = database.prepare(
    'SELECT value FROM secret WHERE project = ?1 AND environment = ?2 AND key = ?3 AND (?4 IS NULL OR CAST(version AS TEXT) = ?4) ORDER BY version DESC LIMIT 1',
  )
  return {
    list: async (project) => listed.all(project).map((row) => entrySchema.parse(row)),
    async write({ project, environment, key, value, at }) {
      return atomically(database, () => {
        const version = (lastSchema.parse(last.get(project, environment, key)).version ?? 0) + 1
        insert.run(project, environment, key, version, value, at)
        return { environment, key, version: String(version), setAt: at }
      })
    },
    async reveal({ project, environment, key, version }) {
      const row = reveal.get(project, environment, key, version ?? null)
      return row === undefined ? undefined : valueSchema.parse(row).value
    },
  }
}
