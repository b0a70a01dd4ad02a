import { checkDeployments, composeDeployment } from '#contract/compositions.ts'
import { ok } from '#domain/result.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import { createDeploymentChecks } from '../services/modules/check-deployments.ts'
import { createCompositions } from '../services/modules/compose-deployment.ts'
import type { Services } from '../services/services.ts'

export function compositionRoutes(ports: Ports, { worlds }: Services): readonly Route[] {
  const compose = createCompositions(ports.kernel, worlds)
  const check = createDeploymentChecks(ports.kernel, worlds)
  return [
    route(composeDeployment, async ({ params, body }) => compose({ ...params, ...body })),
    route(checkDeployments, async ({ params, body }) => ok(await check({ ...params, ...body }))),
  ]
}
