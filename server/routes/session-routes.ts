import { readConfig } from '#contract/config.ts'
import { readMe } from '#contract/session.ts'
import { ok } from '#domain/result.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import { machineMember } from '../services/people/api-tokens.ts'
import type { Services } from '../services/services.ts'

export function sessionRoutes(ports: Ports, { engine, people }: Services): readonly Route[] {
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
    route(readMe, async ({ person, claims = { person }, apiToken }) => {
      const all = await ports.projects.list()
      // A token is good for one project, in which the machine is a member.
      const projects = apiToken === undefined ? all : all.filter(({ name }) => name === apiToken.project)
      const machine = apiToken?.kind === 'machine' ? machineMember(apiToken) : undefined
      const found = await Promise.all(
        projects.map(async (project) => {
          const known =
            apiToken === undefined ? people.memberOf(project.name, claims) : people.knownMember(project.name, person.id)
          const member = machine ?? (await known)
          return member === undefined
            ? []
            : [{ member, membership: { project, role: member.role, teams: member.teams } }]
        }),
      )
      const memberships = found.flat()
      // The project has the people's names; an access token may contain the subject only.
      return ok({
        person: memberships[0]?.member.person ?? person,
        memberships: memberships.map(({ membership }) => membership),
      })
    }),
  ]
}
