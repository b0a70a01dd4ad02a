import { readRetry } from '#contract/retries.ts'
import { ok } from '#domain/result.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import { furtherAttempt } from '../services/runs/retry-world.ts'
import type { Services } from '../services/services.ts'

export function retryRoutes(ports: Ports, { reader, deployed }: Services): readonly Route[] {
  return [
    route(readRetry, async ({ params: { project, run: id }, query: { from } }) => {
      const run = await reader.find(project, id)
      if (!run.ok) return run
      const snapshot = await reader.snapshot(run.value.snapshot)
      const attempt = await furtherAttempt(ports, deployed, run.value, snapshot, from)
      if (!attempt.ok) return attempt
      const { plan, conditions } = attempt.value
      const names = snapshot.stages.map(({ stage }) => stage)
      return ok({
        again: names.filter((stage) => !plan.carried.includes(stage)),
        kept: [...plan.carried],
        gatesKept: [...plan.carriedGates],
        conditions: [...conditions],
      })
    }),
  ]
}
