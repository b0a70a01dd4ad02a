import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { documentVersionSchema, parseDocumentId, type Conflict, type DocumentVersion } from '#domain/documents.ts'
import { sha256 } from '#domain/manifests/sha256.ts'
import { err, ok } from '#domain/result.ts'
import type { DocumentChange, DocumentStore } from '#server/ports/documents.ts'
import { atomically } from './database.ts'
import { bodyOf, foundIn } from './rows.ts'

const headSchema = z.object({ version: z.number(), deleted: z.number() })

/** Keeps versioned texts in SQLite: one table for current texts, one for all versions. */
export function createSqliteDocuments(database: DatabaseSync): DocumentStore {
  const version = 'SELECT v.body FROM document_version v'
  const current = `${version} JOIN document d USING (project, id, version) WHERE d.deleted = 0 AND project = ?`
  const listed = database.prepare(`${current} AND d.kind = ? ORDER BY id`)
  const newest = database.prepare(`${current} AND id = ?`)
  const given = database.prepare(`${version} WHERE project = ? AND id = ? AND version = ?`)
  const all = database.prepare(`${version} WHERE project = ? AND id = ? ORDER BY version DESC`)
  const head = database.prepare('SELECT version, deleted FROM document WHERE project = ? AND id = ?')
  const putHead = database.prepare(
    'INSERT INTO document VALUES (?, ?, ?, ?, 0) ON CONFLICT DO UPDATE SET version = excluded.version, deleted = 0',
  )
  const remove = database.prepare('UPDATE document SET deleted = 1 WHERE project = ? AND id = ?')
  const putVersion = database.prepare('INSERT INTO document_version VALUES (?, ?, ?, ?, ?)')

  function read(project: string, id: string): DocumentVersion | undefined {
    return foundIn(documentVersionSchema, newest.get(project, id))
  }

  function write(
    project: string,
    { author, message, at }: DocumentChange,
    part: DocumentChange['parts'][number],
  ): DocumentVersion | undefined {
    const { id, text, commit } = part
    if (text === undefined) {
      remove.run(project, id)
      return undefined
    }
    const digest = `sha256:${sha256(text)}`
    if (read(project, id)?.digest === digest) return undefined
    const before = head.get(project, id)
    const number = before === undefined ? 1 : headSchema.parse(before).version + 1
    const kept = { id, version: number, digest, text, author, message, at, ...(commit === undefined ? {} : { commit }) }
    putVersion.run(project, id, number, digest, JSON.stringify(kept))
    putHead.run(project, id, parseDocumentId(id)?.kind ?? '', number)
    return kept
  }

  return {
    list: async (project, kind) => listed.all(project, kind).map((row) => bodyOf(documentVersionSchema, row)),
    async read(project, id, number) {
      if (number === undefined) return read(project, id)
      return foundIn(documentVersionSchema, given.get(project, id, number))
    },
    versions: async (project, id) => all.all(project, id).map((row) => bodyOf(documentVersionSchema, row)),
    async publish(project, change) {
      return atomically(database, () => {
        const conflicts = change.parts.flatMap(({ id, base, text }): Conflict[] => {
          const now = read(project, id)
          if (now?.digest === base) return []
          return [{ id, ...(now === undefined ? {} : { current: now }), ...(text === undefined ? {} : { mine: text }) }]
        })
        if (conflicts.length > 0) return err(conflicts)
        return ok(change.parts.flatMap((part) => write(project, change, part) ?? []))
      })
    },
  }
}
