import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { SecretStore } from '#server/ports/secrets.ts'
import { atomically, UnusableData } from './database.ts'
import type { SecretSeal } from './secret-seal.ts'

const entrySchema = z
  .object({ environment: z.string(), key: z.string(), version: z.number(), set_at: z.string(), versions: z.string() })
  .transform(({ environment, key, version, set_at: setAt, versions }) => ({
    environment,
    key,
    version: String(version),
    setAt,
    versions: versions.split(','),
  }))
const lastSchema = z.object({ version: z.number().nullable() })
const valueSchema = z.object({ value: z.string(), version: z.number() })
const rowSchema = z.object({
  project: z.string(),
  environment: z.string(),
  key: z.string(),
  version: z.number(),
  value: z.string(),
})
type Place = Omit<z.infer<typeof rowSchema>, 'value'>

/** Keeps secret values in SQLite, sealed with a key that is not in the database; only `reveal` returns them. */
export function createSqliteSecrets(database: DatabaseSync, seal: SecretSeal): SecretStore {
  sealOldRows(database, seal)
  checkKey(database, seal)
  const listed = database.prepare(
    "SELECT environment, key, max(version) AS version, set_at, group_concat(version ORDER BY version DESC) FILTER (WHERE value <> '') AS versions FROM secret WHERE project = ? GROUP BY environment, key HAVING value <> '' ORDER BY key, environment",
  )
  const last = database.prepare(
    'SELECT max(version) AS version FROM secret WHERE project = ? AND environment = ? AND key = ?',
  )
  const insert = database.prepare(
    'INSERT INTO secret (project, environment, key, version, value, set_at, sealed) VALUES (?, ?, ?, ?, ?, ?, 1)',
  )
  const reveal = database.prepare(
    "SELECT value, version FROM secret WHERE project = ?1 AND environment = ?2 AND key = ?3 AND value <> '' AND (?4 IS NULL OR CAST(version AS TEXT) = ?4) ORDER BY version DESC LIMIT 1",
  )
  const clear = database.prepare('DELETE FROM secret WHERE project = ? AND environment = ? AND key = ?')
  // A version without a value marks a removed secret.
  const mark = database.prepare(
    "INSERT INTO secret (project, environment, key, version, value, set_at, sealed) VALUES (?, ?, ?, ?, '', ?, 1)",
  )
  return {
    list: async (project) => listed.all(project).map((row) => entrySchema.parse(row)),
    async write({ project, environment, key, value, at }) {
      return atomically(database, () => {
        const version = (lastSchema.parse(last.get(project, environment, key)).version ?? 0) + 1
        const sealed = seal.seal(value, placeOf({ project, environment, key, version }))
        insert.run(project, environment, key, version, sealed, at)
        return { environment, key, version: String(version), setAt: at }
      })
    },
    async remove({ project, environment, key, at }) {
      atomically(database, () => {
        if (reveal.get(project, environment, key, null) === undefined) return
        const version = (lastSchema.parse(last.get(project, environment, key)).version ?? 0) + 1
        clear.run(project, environment, key)
        mark.run(project, environment, key, version, at)
      })
    },
    async reveal({ project, environment, key, version }) {
      const row = reveal.get(project, environment, key, version ?? null)
      if (row === undefined) return undefined
      const found = valueSchema.parse(row)
      return seal.open(found.value, placeOf({ project, environment, key, version: found.version }))
    },
  }
}

function placeOf({ project, environment, key, version }: Place): string {
  return JSON.stringify([project, environment, key, version])
}

/** Seals values that installations stored before there were seals. */
function sealOldRows(database: DatabaseSync, seal: SecretSeal): void {
  const rows = database.prepare('SELECT project, environment, key, version, value FROM secret WHERE sealed = 0').all()
  if (rows.length === 0) return
  const update = database.prepare(
    'UPDATE secret SET value = ?, sealed = 1 WHERE project = ? AND environment = ? AND key = ? AND version = ?',
  )
  atomically(database, () => {
    for (const row of rows) {
      const { value, ...place } = rowSchema.parse(row)
      update.run(seal.seal(value, placeOf(place)), place.project, place.environment, place.key, place.version)
    }
  })
  // Clear text must not stay in free pages or in the write-ahead log.
  database.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)')
}

/** Detects a wrong key at the start, not in the middle of a release. */
function checkKey(database: DatabaseSync, seal: SecretSeal): void {
  const row = database
    .prepare("SELECT project, environment, key, version, value FROM secret WHERE value <> '' LIMIT 1")
    .get()
  if (row === undefined) return
  const { value, ...place } = rowSchema.parse(row)
  try {
    seal.open(value, placeOf(place))
  } catch {
    throw new UnusableData(
      'The secrets in this data directory were sealed by another key.',
      'Start with the LINEWRIGHT_SECRET_KEY, or put back the file secret-key, that they were written with.',
    )
  }
}
