import { listSecrets, removeSecret, writeSecret } from '#contract/secrets.ts'
import { ok } from '#domain/result.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'

export function secretRoutes(ports: Ports): readonly Route[] {
  const now = (): string => new Date(ports.clock.now()).toISOString()
  return [
    route(listSecrets, async ({ params: { project } }) => ok({ secrets: await ports.secrets.list(project) })),
    route(writeSecret, async ({ params: { project, key }, body: { environment, value } }) => {
      const written = await ports.secrets.write({ project, key, environment, value, at: now() })
      return ok({ key: written.key, version: written.version })
    }),
    route(removeSecret, async ({ params: { project, key, environment } }) => {
      await ports.secrets.remove({ project, key, environment, at: now() })
      return ok({})
    }),
  ]
}
