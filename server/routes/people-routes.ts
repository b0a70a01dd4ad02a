import { removeMember, saveMember, signOutEverywhere } from '#contract/people.ts'
import { normalise } from '#domain/ids.ts'
import { ok } from '#domain/result.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import type { Services } from '../services/services.ts'

export function peopleRoutes({ credentials, clock, bus }: Ports, { people }: Services): readonly Route[] {
  const changed = (project: string): void =>
    bus.publish({ project, kind: 'members', id: 'members', at: new Date(clock.now()).toISOString() })
  return [
    route(saveMember, async ({ params, body: { name, email, role, teams } }) => {
      const person = { id: normalise(params.person), name, ...(email === undefined ? {} : { email }) }
      const saved = await people.save(params.project, { person, role, teams: [...new Set(teams)] })
      if (saved.ok) changed(params.project)
      return saved
    }),
    route(removeMember, async ({ params }) => {
      const removed = await people.remove(params.project, params.person)
      if (!removed.ok) return removed
      changed(params.project)
      return ok({})
    }),
    route(signOutEverywhere, async ({ person }) => {
      await credentials.signOutEverywhere(person.id, clock.now())
      return ok({})
    }),
  ]
}
