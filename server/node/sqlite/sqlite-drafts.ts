import type { DatabaseSync } from 'node:sqlite'
import { draftSchema } from '#contract/drafts.ts'
import type { DraftStore } from '#server/ports/drafts.ts'
import { bodyOf } from './rows.ts'

/** Drafts in SQLite. */
export function createSqliteDrafts(database: DatabaseSync): DraftStore {
  const listed = database.prepare(
    'SELECT body FROM draft WHERE project = ?1 AND person = ?2 AND (?3 IS NULL OR subject = ?3) ORDER BY saved_at DESC, id',
  )
  const put = database.prepare(
    'INSERT INTO draft VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET subject = excluded.subject, saved_at = excluded.saved_at, body = excluded.body',
  )
  const remove = database.prepare('DELETE FROM draft WHERE project = ? AND person = ? AND id = ?')
  return {
    list: async (project, person, subject) =>
      listed.all(project, person, subject ?? null).map((row) => bodyOf(draftSchema, row)),
    async save(project, person, draft) {
      put.run(project, person, draft.id, draft.subject, draft.savedAt, JSON.stringify(draft))
    },
    async remove(project, person, id) {
      remove.run(project, person, id)
    },
  }
}
