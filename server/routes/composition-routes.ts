import { composeDeployment } from '#contract/compositions.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import { createCompositions } from '../services/modules/compose-deployment.ts'
import type { Services } from '../services/services.ts'

export function compositionRoutes(ports: Ports, { worlds }: Services): readonly Route[] {
  const compose = createCompositions(ports.kernel, worlds)
  return [route(composeDeployment, async ({ params, body }) => compose({ ...params, ...body }))]
}
