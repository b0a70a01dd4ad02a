import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { z } from 'zod'
import { runSummarySchema } from '#contract/run-lists.ts'
import type { RunIndex, RunIndexFilter } from '#server/ports/run-index.ts'
import { atomically } from './database.ts'
import { bodyOf } from './rows.ts'
import { recordOfRow } from './sqlite-runs.ts'

const positionSchema = z.object({ position: z.number() })
const countSchema = z.object({ count: z.number() })
const typicalSchema = z.object({ typical: z.number() })

/** Keeps the index over runs in SQLite, next to the runs; a partial index finds runs not indexed yet. */
export function createSqliteRunIndex(database: DatabaseSync): RunIndex {
  const stale = database.prepare(
    'SELECT * FROM run WHERE project = ? AND indexed <> sequence ORDER BY position DESC LIMIT ?',
  )
  const behind = database.prepare('SELECT count(*) AS count FROM run WHERE project = ? AND indexed <> sequence')
  const seen = database.prepare('UPDATE run SET indexed = ? WHERE id = ?')
  const position = database.prepare('SELECT position FROM run WHERE id = ?')
  const insert = database.prepare(
    `INSERT OR REPLACE INTO run_summary (position, run, project, line, number, state, by, started_at, typical, environments, words, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const typical = database.prepare(
    'SELECT typical FROM run_summary WHERE project = ? AND line = ? AND number < ? AND typical IS NOT NULL ORDER BY number DESC LIMIT ?',
  )
  const positionOf = (run: string): number | undefined => {
    const row = position.get(run)
    return row === undefined ? undefined : positionSchema.parse(row).position
  }

  return {
    stale: async (project, limit) => stale.all(project, limit).map(recordOfRow),
    behind: async (project) => countSchema.parse(behind.get(project)).count,
    async put(entries) {
      atomically(database, () => {
        for (const { record, summary, text, typical: milliseconds } of entries) {
          const at = positionOf(record.id)
          if (at === undefined) continue
          insert.run(
            ...[at, record.id, record.project, record.line, record.number, summary.state],
            ...[summary.by.id, summary.startedAt, milliseconds ?? null],
            ...[JSON.stringify(summary.environments), text, JSON.stringify(summary)],
          )
          seen.run(record.sequence, record.id)
        }
      })
    },
    async list(project, filter, { before, limit }) {
      const { where, values } = conditionOf(project, filter)
      const from = before === undefined ? undefined : positionOf(before)
      return database
        .prepare(`SELECT body FROM run_summary WHERE ${where} AND position < ? ORDER BY position DESC LIMIT ?`)
        .all(...values, from ?? Number.MAX_SAFE_INTEGER, limit)
        .map((row) => bodyOf(runSummarySchema, row))
    },
    async count(project, filter) {
      const { where, values } = conditionOf(project, filter)
      const row = database.prepare(`SELECT count(*) AS count FROM run_summary WHERE ${where}`).get(...values)
      return countSchema.parse(row).count
    },
    typical: async (project, line, number, limit) =>
      typical.all(project, line, number, limit).map((row) => typicalSchema.parse(row).typical),
  }
}

/** Builds conditions from constants only; people's input is always bound as values. */
function conditionOf(
  project: string,
  { line, states, environment, by, from, until, words = [], runs }: RunIndexFilter,
): { readonly where: string; readonly values: readonly SQLInputValue[] } {
  const conditions: readonly (readonly [string, readonly SQLInputValue[]])[] = [
    ['project = ?', [project]],
    ...(line === undefined ? [] : [['line = ?', [line]] as const]),
    ...(states === undefined ? [] : [[`state IN (${marks(states)})`, states] as const]),
    ...(environment === undefined ? [] : [['instr(environments, ?) > 0', [JSON.stringify(environment)]] as const]),
    ...(by === undefined ? [] : [['by = ?', [by]] as const]),
    ...(from === undefined ? [] : [['started_at >= ?', [from]] as const]),
    ...(until === undefined ? [] : [['started_at < ?', [until]] as const]),
    ...(runs === undefined ? [] : [[`run IN (${marks(runs)})`, runs] as const]),
    ...words.map((word) => ['instr(words, ?) > 0', [word]] as const),
  ]
  return {
    where: conditions.map(([condition]) => condition).join(' AND '),
    values: conditions.flatMap(([, values]) => values),
  }
}

function marks(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ')
}
