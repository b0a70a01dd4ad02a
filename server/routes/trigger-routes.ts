import * as contract from '#contract/triggers.ts'
import { ok } from '#domain/result.ts'
import { readBytes } from '../http/read-body.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import { whoIsBehind } from '../services/people/api-tokens.ts'
import type { Services } from '../services/services.ts'

export function triggerRoutes(_ports: Ports, { triggers }: Services): readonly Route[] {
  return [
    route(contract.listTriggers, async ({ params }) => ok({ triggers: await triggers.list(params.project) })),
    route(contract.createTrigger, async ({ params, body }) => triggers.save(params.project, undefined, body)),
    route(contract.updateTrigger, async ({ params, body }) => triggers.save(params.project, params.trigger, body)),
    route(contract.removeTrigger, async ({ params }) => {
      const removed = await triggers.remove(params.project, params.trigger)
      return removed.ok ? ok({}) : removed
    }),
    route(contract.listFirings, async ({ params }) => {
      const found = await triggers.firings(params.project, params.trigger)
      return found.ok ? ok({ firings: found.value }) : found
    }),
    route(contract.fireTrigger, async ({ params, person, member, apiToken }) =>
      triggers.fire(params.project, params.trigger, {
        person: { ...person, ...member.person },
        behind: whoIsBehind(apiToken),
      }),
    ),
    route(contract.receivePush, async ({ params, request }) =>
      triggers.receive(params.project, params.trigger, request.headers, () => readBytes(request)),
    ),
  ]
}
