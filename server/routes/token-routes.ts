import { createApiToken, listApiTokens, removeApiToken } from '#contract/api-tokens.ts'
import { problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok } from '#domain/result.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import type { Services } from '../services/services.ts'

export function tokenRoutes(_ports: Ports, { apiTokens }: Services): readonly Route[] {
  return [
    route(listApiTokens, async ({ params, member }) => ok({ tokens: await apiTokens.list(params.project, member) })),
    route(createApiToken, async ({ params, body, member, apiToken }) => {
      // A token that creates tokens could outlive itself and widen its scopes.
      if (apiToken !== undefined)
        return err(
          problem('not-allowed', say`A token makes no tokens`, { fix: say`Sign in and make it in the settings` }),
        )
      return apiTokens.create(params.project, member, body)
    }),
    route(removeApiToken, async ({ params, member, apiToken }) => {
      if (apiToken !== undefined && apiToken.id !== params.token)
        return err(
          problem('not-allowed', say`A token voids no other token`, { fix: say`Sign in and do it in the settings` }),
        )
      const removed = await apiTokens.remove(params.project, member, params.token)
      return removed.ok ? ok({}) : removed
    }),
  ]
}
