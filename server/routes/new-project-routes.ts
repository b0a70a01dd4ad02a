import { createProject } from '#contract/new-project.ts'
import { problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok } from '#domain/result.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'

export function newProjectRoutes({ projects, clock, audit }: Ports): readonly Route[] {
  async function administersOne(person: string): Promise<boolean> {
    const all = await projects.list()
    const members = await Promise.all(all.map(({ name }) => projects.members(name)))
    return members.flat().some((member) => member.person.id === person && member.role === 'admin')
  }
  return [
    route(createProject, async ({ body, person }) => {
      if (!(await administersOne(person.id)))
        return err(
          problem('not-allowed', say`Only admins of a project can create another one`, {
            fix: say`Ask an admin of your project`,
          }),
        )
      if (!(await projects.create(body)))
        return err(
          problem('already-exists', say`There is already a project ${body.name}`, {
            fix: say`Choose another name`,
            place: { path: 'body.name' },
          }),
        )
      await projects.saveMember(body.name, { person, role: 'admin', teams: [] })
      // Written here because the path names no project, by which calls are logged otherwise.
      await audit.append(body.name, {
        at: new Date(clock.now()).toISOString(),
        person: { id: person.id, name: person.name },
        action: createProject.name,
        target: {},
        outcome: 'done',
        detail: { displayName: body.displayName },
      })
      return ok(body)
    }),
  ]
}
