import { readConfig, readMe } from '#contract/session.ts'
import { ok } from '#domain/result.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import type { Services } from '../services/services.ts'

export function sessionRoutes(ports: Ports, { engine }: Services): readonly Route[] {
  return [
    route(readConfig, async () => {
      const { version, mode, identity } = ports.installation
      const { kind, isolation, caution } = await engine.capabilities()
      return ok({
        version,
        mode,
        identity,
        engine: { kind, isolation, ...(caution === undefined ? {} : { caution }) },
      })
    }),
    route(readMe, async ({ person }) => {
      const projects = await ports.projects.list()
      const found = await Promise.all(
        projects.map(async (project) => {
          const member = (await ports.projects.members(project.name)).find((one) => one.person.id === person.id)
          return member === undefined
            ? []
            : [{ member, membership: { project, role: member.role, teams: member.teams } }]
        }),
      )
      const memberships = found.flat()
      // The project knows people by their names; an access token may hold the subject only.
      return ok({
        person: memberships[0]?.member.person ?? person,
        memberships: memberships.map(({ membership }) => membership),
      })
    }),
  ]
}
