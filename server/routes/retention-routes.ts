import { readRetention, removeWorkspaces, writeRetention } from '#contract/retention.ts'
import { problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok } from '#domain/result.ts'
import { retentionSchema } from '#domain/run/retention.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import type { Services } from '../services/services.ts'

export function retentionRoutes(_ports: Ports, { retention }: Services): readonly Route[] {
  return [
    route(readRetention, async ({ params: { project }, query }) => {
      const now = await retention.look(project)
      if (Object.values(query).every((value) => value === undefined)) return ok(now)
      const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))
      const tried = retentionSchema.safeParse({ ...now.retention, ...given })
      return tried.success
        ? ok(await retention.look(project, tried.data))
        : err(problem('invalid-request', say`These are no limits`, { fix: say`Give whole days and a size above 0` }))
    }),
    route(writeRetention, async ({ params: { project }, body }) => retention.save(project, body)),
    route(removeWorkspaces, async ({ params: { project } }) => ok(await retention.clean(project))),
  ]
}
