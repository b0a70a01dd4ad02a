import { listSecrets, removeSecret, writeSecret } from '#contract/secrets.ts'
import { problem } from '#domain/problem.ts'
import { err, ok } from '#domain/result.ts'
import { say } from '#domain/sentence.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'

/** References separate name and version by `@`; invisible characters would make names indistinguishable. */
const namePattern = /^[\p{L}\p{N}._/-]{1,253}$/u

export function secretRoutes(ports: Ports): readonly Route[] {
  const now = (): string => new Date(ports.clock.now()).toISOString()
  return [
    route(listSecrets, async ({ params: { project } }) => ok({ secrets: await ports.secrets.list(project) })),
    route(writeSecret, async ({ params: { project, key }, body: { environment, value } }) => {
      if (!namePattern.test(key))
        return err(
          problem(
            'invalid-request',
            say`The name of a secret has letters, digits, dots, hyphens, underscores and slashes`,
            {
              fix: say`Give it such a name, of at most 253 characters`,
              place: { path: 'params.key' },
            },
          ),
        )
      const written = await ports.secrets.write({ project, key, environment, value, at: now() })
      return ok({ key: written.key, version: written.version })
    }),
    route(removeSecret, async ({ params: { project, key, environment } }) => {
      await ports.secrets.remove({ project, key, environment, at: now() })
      return ok({})
    }),
  ]
}
