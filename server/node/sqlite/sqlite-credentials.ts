import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { apiTokenSchema, type CredentialStore } from '#server/ports/credentials.ts'
import { bodyOf, foundIn } from './rows.ts'

const timeSchema = z.object({ at: z.number().nullable() })

/** Keeps credentials in SQLite: hashes of tokens, and when each person signed out everywhere. */
export function createSqliteCredentials(database: DatabaseSync): CredentialStore {
  const put = database.prepare(
    'INSERT INTO api_token (id, project, created_at, body) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body',
  )
  const one = database.prepare('SELECT body FROM api_token WHERE id = ?')
  const all = database.prepare('SELECT body FROM api_token WHERE project = ? ORDER BY created_at')
  const remove = database.prepare('DELETE FROM api_token WHERE id = ?')
  const use = database.prepare('UPDATE api_token SET used_at = ? WHERE id = ?')
  const used = database.prepare('SELECT used_at AS at FROM api_token WHERE id = ?')
  const signOut = database.prepare(
    'INSERT INTO signed_out VALUES (?, ?) ON CONFLICT (person) DO UPDATE SET at = excluded.at',
  )
  const signedOut = database.prepare('SELECT at FROM signed_out WHERE person = ?')
  const timeOf = (row: unknown): number | undefined =>
    row === undefined ? undefined : (timeSchema.parse(row).at ?? undefined)
  return {
    async save(token) {
      put.run(token.id, token.project, token.createdAt, JSON.stringify(token))
    },
    find: async (id) => foundIn(apiTokenSchema, one.get(id)),
    list: async (project) => all.all(project).map((row) => bodyOf(apiTokenSchema, row)),
    async remove(id) {
      remove.run(id)
    },
    lastUsed: async (id) => timeOf(used.get(id)),
    async used(id, at) {
      use.run(at, id)
    },
    async signOutEverywhere(person, at) {
      signOut.run(person, at)
    },
    signedOutAt: async (person) => timeOf(signedOut.get(person)),
  }
}
