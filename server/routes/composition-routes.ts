import { composeDeployment } from '#contract/compositions.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import { composition } from '../services/compose-deployment.ts'
import type { Services } from '../services/services.ts'

export function compositionRoutes(ports: Ports, { worlds }: Services): readonly Route[] {
  return [
    route(composeDeployment, async ({ params, body }) => composition(ports.kernel, worlds, { ...params, ...body })),
  ]
}
