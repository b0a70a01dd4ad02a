import { readRetry } from '#contract/retries.ts'
import { ok } from '#domain/result.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import { conditionsOf } from '../services/retry-world.ts'
import type { Services } from '../services/services.ts'

export function retryRoutes(ports: Ports, { reader }: Services): readonly Route[] {
  return [
    route(readRetry, async ({ params: { project, run: id } }) => {
      const run = await reader.find(project, id)
      if (!run.ok) return run
      return ok({ conditions: await conditionsOf(ports, run.value, await reader.snapshot(run.value.snapshot)) })
    }),
  ]
}
