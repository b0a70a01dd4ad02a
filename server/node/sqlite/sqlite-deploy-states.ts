import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { keptDeployStates, type DeployStateKey, type DeployStateStore } from '#server/ports/deploy-states.ts'
import { atomically } from './database.ts'

const rowSchema = z.object({ archive: z.instanceof(Uint8Array) })

/** Deploy states in SQLite. */
export function createSqliteDeployStates(database: DatabaseSync): DeployStateStore {
  const where = 'project = ? AND application = ? AND deployment = ? AND state = ?'
  const newest = database.prepare(`SELECT archive FROM deploy_state WHERE ${where} ORDER BY version DESC LIMIT 1`)
  const insert = database.prepare(
    `INSERT INTO deploy_state SELECT ?, ?, ?, ?, coalesce(max(version), 0) + 1, ?, ? FROM deploy_state WHERE ${where}`,
  )
  const forget = database.prepare(
    `DELETE FROM deploy_state WHERE ${where} AND version <= (SELECT max(version) FROM deploy_state WHERE ${where}) - ${keptDeployStates}`,
  )
  return {
    async read(key) {
      const row = newest.get(...partsOf(key))
      return row === undefined ? undefined : rowSchema.parse(row).archive
    },
    async write(key, archive, at) {
      const parts = partsOf(key)
      atomically(database, () => {
        insert.run(...parts, at, archive, ...parts)
        forget.run(...parts, ...parts)
      })
    },
  }
}

function partsOf({ project, application, deployment, state }: DeployStateKey): [string, string, string, string] {
  return [project, application, deployment, state]
}
