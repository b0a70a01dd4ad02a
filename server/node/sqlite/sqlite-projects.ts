import type { DatabaseSync } from 'node:sqlite'
import { memberSchema, projectSchema } from '#domain/project.ts'
import type { ProjectStore } from '#server/ports/projects.ts'
import { atomically } from './database.ts'
import { bodyOf, foundIn } from './rows.ts'

/** Projects and members in SQLite. */
export function createSqliteProjects(database: DatabaseSync): ProjectStore {
  const all = database.prepare('SELECT body FROM project ORDER BY name')
  const one = database.prepare('SELECT body FROM project WHERE name = ?')
  const add = database.prepare('INSERT INTO project VALUES (?, ?) ON CONFLICT DO NOTHING')
  const put = database.prepare('UPDATE project SET body = ? WHERE name = ?')
  const members = database.prepare('SELECT body FROM member WHERE project = ? ORDER BY position')
  const putMember = database.prepare(
    'INSERT INTO member (project, person, body) VALUES (?, ?, ?) ON CONFLICT (project, person) DO UPDATE SET body = excluded.body',
  )
  const removeMember = database.prepare('DELETE FROM member WHERE project = ? AND person = ?')
  return {
    list: async () => all.all().map((row) => bodyOf(projectSchema, row)),
    read: async (project) => foundIn(projectSchema, one.get(project)),
    create: async (project) => add.run(project.name, JSON.stringify(project)).changes === 1,
    change: async (name, edit) =>
      atomically(database, () => {
        const before = foundIn(projectSchema, one.get(name))
        if (before === undefined) return undefined
        const after = edit(before)
        put.run(JSON.stringify(after), name)
        return after
      }),
    members: async (project) => members.all(project).map((row) => bodyOf(memberSchema, row)),
    async saveMember(project, member) {
      putMember.run(project, member.person.id, JSON.stringify(member))
    },
    async removeMember(project, person) {
      removeMember.run(project, person)
    },
  }
}
