import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { firingSchema, triggerSchema } from '#domain/triggers/trigger.ts'
import type { TriggerStore } from '#server/ports/triggers.ts'
import { atomically } from './database.ts'
import { bodyOf, foundIn } from './rows.ts'

const markSchema = z.object({ value: z.string() })
// Firings kept per trigger; older ones add nothing to what the runs say.
const kept = 200

/** Triggers, their firings and marks in SQLite. */
export function createSqliteTriggers(database: DatabaseSync): TriggerStore {
  const ofProject = database.prepare('SELECT body FROM run_trigger WHERE project = ? ORDER BY name')
  const all = database.prepare('SELECT body FROM run_trigger')
  const one = database.prepare('SELECT body FROM run_trigger WHERE project = ? AND id = ?')
  const put = database.prepare(
    'INSERT INTO run_trigger VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, body = excluded.body',
  )
  const remove = database.prepare('DELETE FROM run_trigger WHERE project = ? AND id = ?')
  const putFiring = database.prepare('INSERT INTO firing (trigger_id, project, body) VALUES (?, ?, ?)')
  const newest = database.prepare(
    'SELECT body FROM firing WHERE project = ? AND trigger_id = ? ORDER BY position DESC LIMIT ?',
  )
  const forgetOld = database.prepare(
    'DELETE FROM firing WHERE trigger_id = ?1 AND position <= (SELECT position FROM firing WHERE trigger_id = ?1 ORDER BY position DESC LIMIT 1 OFFSET ?2)',
  )
  const forget = database.prepare('DELETE FROM firing WHERE trigger_id = ?')
  const mark = database.prepare('SELECT value FROM trigger_mark WHERE trigger_id = ? AND name = ?')
  const setMark = database.prepare('INSERT OR REPLACE INTO trigger_mark VALUES (?, ?, ?)')
  const forgetMarks = database.prepare('DELETE FROM trigger_mark WHERE trigger_id = ?')
  return {
    list: async (project) => ofProject.all(project).map((row) => bodyOf(triggerSchema, row)),
    all: async () => all.all().map((row) => bodyOf(triggerSchema, row)),
    find: async (project, id) => foundIn(triggerSchema, one.get(project, id)),
    async save(trigger) {
      put.run(trigger.id, trigger.project, trigger.name, JSON.stringify(trigger))
    },
    async remove(project, id) {
      if (one.get(project, id) === undefined) return
      atomically(database, () => {
        forget.run(id)
        forgetMarks.run(id)
        remove.run(project, id)
      })
    },
    async saveFiring(firing) {
      putFiring.run(firing.trigger, firing.project, JSON.stringify(firing))
      forgetOld.run(firing.trigger, kept)
    },
    firings: async (project, trigger, limit) =>
      newest.all(project, trigger, limit).map((row) => bodyOf(firingSchema, row)),
    async mark(trigger, name) {
      const row = mark.get(trigger, name)
      return row === undefined ? undefined : markSchema.parse(row).value
    },
    async setMark(trigger, name, value) {
      setMark.run(trigger, name, value)
    },
  }
}
