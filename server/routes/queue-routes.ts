import { listQueues } from '#contract/queues.ts'
import { ok } from '#domain/result.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import { queuesOf } from '../services/runs/queue-service.ts'
import type { Services } from '../services/services.ts'

export function queueRoutes(ports: Ports, { reader, orchestrator }: Services): readonly Route[] {
  return [
    route(listQueues, async ({ params: { project } }) =>
      ok({ queues: await queuesOf(ports, reader, orchestrator, project) }),
    ),
  ]
}
