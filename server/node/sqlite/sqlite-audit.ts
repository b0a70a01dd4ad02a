import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { auditEntrySchema, comparable, searchedText } from '#domain/access/audit.ts'
import type { AuditLog } from '#server/ports/audit.ts'
import { atomically } from './database.ts'
import { bodyOf } from './rows.ts'

const lastSchema = z.object({ last: z.number().nullable() })

/** Keeps the audit log in SQLite; database triggers refuse to change or delete entries. */
export function createSqliteAudit(database: DatabaseSync): AuditLog {
  const last = database.prepare('SELECT max(sequence) AS last FROM audit WHERE project = ?')
  const insert = database.prepare('INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  const search = database.prepare(
    `SELECT body FROM audit WHERE project = ?1 AND sequence < ?2
       AND (?3 = '' OR instr(words, ?3) > 0) AND (?4 IS NULL OR person = ?4) AND (?5 IS NULL OR action = ?5)
       AND (?6 IS NULL OR outcome = ?6) AND (?7 IS NULL OR at >= ?7) AND (?8 IS NULL OR at < ?8)
     ORDER BY sequence DESC LIMIT ?9`,
  )
  return {
    async append(project, entry) {
      return atomically(database, () => {
        const added = { ...entry, sequence: (lastSchema.parse(last.get(project)).last ?? 0) + 1 }
        const { sequence, at, person, action, outcome } = added
        const body = JSON.stringify(added)
        insert.run(project, sequence, at, person.id, action, outcome, searchedText(entry), body)
        return added
      })
    },
    async search(project, { text = '', person, action, outcome, from, until }, { before, limit }) {
      const end = before ?? Number.MAX_SAFE_INTEGER
      const rows = search.all(
        ...[project, end, comparable(text), person ?? null, action ?? null, outcome ?? null, from ?? null],
        ...[until ?? null, limit],
      )
      return rows.map((row) => bodyOf(auditEntrySchema, row))
    },
  }
}
