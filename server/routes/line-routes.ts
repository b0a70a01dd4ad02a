import * as contract from '#contract/lines.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import { renameLine } from '../services/documents/rename-line.ts'
import type { Services } from '../services/services.ts'

export function lineRoutes(ports: Ports, { publisher }: Services): readonly Route[] {
  return [
    route(contract.renameLine, ({ params, body, person, member }) =>
      renameLine(ports, publisher, {
        project: params.project,
        from: params.line,
        to: body.name,
        message: body.message,
        person: { ...person, ...member.person },
      }),
    ),
  ]
}
