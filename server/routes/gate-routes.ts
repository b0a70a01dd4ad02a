import { decideGate } from '#contract/gate-decisions.ts'
import { listGates, readGate } from '#contract/gates.ts'
import { ok } from '#domain/result.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import type { Services } from '../services/services.ts'

export function gateRoutes(_ports: Ports, { gates }: Services): readonly Route[] {
  return [
    route(listGates, async ({ params, query, person }) =>
      ok({ gates: await gates.waiting(params.project, query.mine === '1' ? person.id : undefined) }),
    ),
    route(readGate, async ({ params: { project, run, gate } }) => gates.read(project, run, gate)),
    route(decideGate, async ({ params: { project, run, gate }, body, person, member }) =>
      gates.decide({ project, run, gate, person: { ...person, ...member.person }, ...body }),
    ),
  ]
}
