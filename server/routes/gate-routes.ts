import { bypassGate, commentOnGate, decideGate, removeGateComment, withdrawVote } from '#contract/gate-decisions.ts'
import { listGates } from '#contract/gates.ts'
import { readGate } from '#contract/gate-evidence.ts'
import { ok } from '#domain/result.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import type { Services } from '../services/services.ts'

export function gateRoutes(_ports: Ports, { gates, proposals }: Services): readonly Route[] {
  return [
    route(listGates, async ({ params: { project }, query, person, member }) => {
      const waiting = await proposals.waitingFor(project, { person, role: member.role })
      return ok({
        gates: await gates.waiting(project, query.mine === '1' ? person.id : undefined),
        proposals: waiting.map(({ id, message, author, at }) => ({ id, message, author, at })),
      })
    }),
    route(readGate, async ({ params }) => gates.read(params)),
    route(decideGate, async ({ params, body, member }) => gates.decide(params, member, body)),
    route(withdrawVote, async ({ params, member }) => gates.withdraw(params, member)),
    route(commentOnGate, async ({ params, body, member }) => gates.comment(params, member, body)),
    route(removeGateComment, async ({ params, member }) => gates.removeComment(params, member, params.comment)),
    route(bypassGate, async ({ params, body, member }) => gates.bypass(params, member, body)),
  ]
}
