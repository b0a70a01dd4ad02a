import { lookAtRepository } from '#contract/start.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import { lookAtRepository as look } from '../services/repositories/look-at-repository.ts'

export function startRoutes(ports: Ports): readonly Route[] {
  return [route(lookAtRepository, ({ params: { project }, body }) => look(ports, project, body))]
}
