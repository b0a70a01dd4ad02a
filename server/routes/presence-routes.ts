import { announcePresence, endPresence } from '#contract/presence.ts'
import { ok } from '#domain/result.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import type { Services } from '../services/services.ts'

export function presenceRoutes(_ports: Ports, { presence }: Services): readonly Route[] {
  return [
    route(announcePresence, async ({ params: { project, tab }, body, member }) =>
      ok({
        others: presence.announce(tab, {
          project,
          document: body.document,
          person: { id: member.person.id, name: member.person.name },
          editedAt: body.editedAt,
        }),
      }),
    ),
    route(endPresence, async ({ params: { project, tab }, member }) => {
      presence.end(tab, project, member.person.id)
      return ok({})
    }),
  ]
}
