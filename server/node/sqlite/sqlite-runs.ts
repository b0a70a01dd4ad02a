import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok } from '#domain/result.ts'
import { runEventSchema, type RunEvent, type StoredRunEvent } from '#domain/run/events.ts'
import type { RunRecord, RunStore } from '#server/ports/runs.ts'
import { createCommitGroup } from './commit-group.ts'
import { bodyOf } from './rows.ts'

const runSchema = z.object({
  position: z.number(),
  id: z.string(),
  project: z.string(),
  line: z.string(),
  number: z.number(),
  sequence: z.number(),
  ended: z.number(),
  holder: z.string().nullable(),
  fence: z.number(),
  until: z.number(),
})
type Row = z.infer<typeof runSchema>
/** SQLite's value for "no limit". */
const everything = -1
const numberSchema = z.object({ number: z.number().nullable() })

/** Keeps runs in SQLite: events are append-only, inserted in the transaction that checks who may write; simultaneous writes share a flush. */
export function createSqliteRuns(database: DatabaseSync): RunStore {
  const commits = createCommitGroup(database)
  const byId = database.prepare('SELECT * FROM run WHERE id = ?')
  const byKey = database.prepare('SELECT * FROM run WHERE project = ? AND idempotency_key = ?')
  const last = database.prepare('SELECT max(number) AS number FROM run WHERE project = ? AND line = ?')
  const insert = database.prepare(
    'INSERT INTO run (id, project, line, number, idempotency_key, sequence, ended) VALUES (?, ?, ?, ?, ?, ?, 0)',
  )
  const insertEvent = database.prepare('INSERT INTO run_event VALUES (?, ?, ?)')
  const advance = database.prepare('UPDATE run SET sequence = ?, ended = ? WHERE id = ?')
  const events = database.prepare(
    'SELECT sequence, body FROM run_event WHERE run = ? AND sequence > ? ORDER BY sequence LIMIT ?',
  )
  const page = database.prepare(
    'SELECT * FROM run WHERE project = ?1 AND (?2 IS NULL OR line = ?2) AND position < ?3 ORDER BY position DESC LIMIT ?4',
  )
  const open = database.prepare('SELECT * FROM run WHERE ended = 0 ORDER BY position')
  const take = database.prepare('UPDATE run SET holder = ?, fence = ?, until = ? WHERE id = ?')
  const insertUntold = database.prepare('INSERT INTO run_untold VALUES (?, ?)')
  const removeUntold = database.prepare('DELETE FROM run_untold WHERE run = ? AND after = ?')
  const untold = database.prepare('SELECT run, after FROM run_untold ORDER BY run, after')
  const untoldSchema = z.object({ run: z.string(), after: z.number() })
  const sequenceSchema = z.object({ sequence: z.number() })
  const textSchema = z.object({ sequence: z.number(), body: z.string() })

  function find(run: string): Row | undefined {
    const row = byId.get(run)
    return row === undefined ? undefined : runSchema.parse(row)
  }
  function must(run: string): Row {
    const row = find(run)
    if (row === undefined) throw new Error(`There is no run ${run}`)
    return row
  }
  function store(run: string, after: number, list: readonly RunEvent[]): readonly StoredRunEvent[] {
    return list.map((event, index) => {
      const sequence = after + index + 1
      insertEvent.run(run, sequence, JSON.stringify(event))
      return { run, sequence, event }
    })
  }

  return {
    async create({ id, project, line, idempotencyKey, events: first }) {
      return commits.run(() => {
        const known = byKey.get(project, idempotencyKey)
        if (known !== undefined) return recordOf(runSchema.parse(known))
        const number = (numberSchema.parse(last.get(project, line)).number ?? 0) + 1
        const list = first(number)
        insert.run(id, project, line, number, idempotencyKey, list.length)
        store(id, 0, list)
        return recordOf(must(id))
      })
    },
    async append({ run, expected, events: list, ended, lease, untold: isUntold = false }) {
      return commits.run(() => {
        const row = must(run)
        if (row.sequence !== expected || (lease !== undefined && row.fence > lease.fence)) {
          return err(
            problem('version-conflict', say`Somebody else has written to the run`, { fix: say`Read it again` }),
          )
        }
        const stored = store(run, expected, list)
        advance.run(expected + list.length, ended ? 1 : 0, run)
        if (isUntold) insertUntold.run(run, expected)
        return ok(stored)
      })
    },
    read: async (run, after = 0, limit = everything) =>
      events
        .all(run, after, limit)
        .map((row) => ({ run, sequence: sequenceSchema.parse(row).sequence, event: bodyOf(runEventSchema, row) })),
    texts: async (run, after = 0, limit = everything) =>
      events.all(run, after, limit).map((row) => {
        const { sequence, body } = textSchema.parse(row)
        return { sequence, text: `{"run":${JSON.stringify(run)},"sequence":${String(sequence)},"event":${body}}` }
      }),
    async record(run) {
      const row = find(run)
      return row === undefined ? undefined : recordOf(row)
    },
    async list(project, { line, before, limit }) {
      const from = before === undefined ? undefined : find(before)?.position
      return page
        .all(project, line ?? null, from ?? Number.MAX_SAFE_INTEGER, limit)
        .map((row) => recordOf(runSchema.parse(row)))
    },
    open: async () => open.all().map((row) => recordOf(runSchema.parse(row))),
    untold: async () => untold.all().map((row) => untoldSchema.parse(row)),
    async told({ run, after }) {
      await commits.run(() => removeUntold.run(run, after))
    },
    async lease(run, holder, now, milliseconds) {
      return commits.run(() => {
        const row = must(run)
        const mine = row.holder === holder
        if (row.holder !== null && !mine && row.until > now) return undefined
        const fence = mine ? row.fence : row.fence + 1
        take.run(holder, fence, now + milliseconds, run)
        return { run, fence, until: now + milliseconds }
      })
    },
  }
}

/** Converts a row of the runs table to a record. */
export function recordOfRow(row: unknown): RunRecord {
  return recordOf(runSchema.parse(row))
}

function recordOf({ id, project, line, number, sequence, ended }: Row): RunRecord {
  return { id, project, line, number, sequence, ended: ended === 1 }
}
