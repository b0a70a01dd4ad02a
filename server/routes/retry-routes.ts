import { readRetry } from '#contract/retries.ts'
import { problem } from '#domain/problem.ts'
import { err, ok } from '#domain/result.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import { conditionsOf } from '../services/retry-world.ts'
import type { Services } from '../services/services.ts'

export function retryRoutes(ports: Ports, { reader }: Services): readonly Route[] {
  return [
    route(readRetry, async ({ params: { project, run: id } }) => {
      const run = await reader.read(project, id)
      if (run === undefined) return err(problem('not-found', `There is no run ${id}`))
      return ok({ conditions: await conditionsOf(ports, run, await reader.snapshot(run.snapshot)) })
    }),
  ]
}
