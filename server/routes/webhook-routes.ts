import * as contract from '#contract/webhooks.ts'
import { ok } from '#domain/result.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import type { Services } from '../services/services.ts'

export function webhookRoutes(_ports: Ports, { webhooks }: Services): readonly Route[] {
  return [
    route(contract.listWebhooks, async ({ params }) => ok({ webhooks: await webhooks.list(params.project) })),
    route(contract.createWebhook, async ({ params, body }) => webhooks.save(params.project, undefined, body)),
    route(contract.updateWebhook, async ({ params, body }) => webhooks.save(params.project, params.webhook, body)),
    route(contract.removeWebhook, async ({ params }) => {
      const removed = await webhooks.remove(params.project, params.webhook)
      return removed.ok ? ok({}) : removed
    }),
    route(contract.listDeliveries, async ({ params }) => {
      const found = await webhooks.deliveries(params.project, params.webhook)
      return found.ok ? ok({ deliveries: found.value }) : found
    }),
    route(contract.redeliver, async ({ params: { project, webhook, delivery } }) =>
      webhooks.redeliver(project, webhook, delivery),
    ),
    route(contract.testWebhook, async ({ params, person }) => webhooks.test(params.project, params.webhook, person)),
  ]
}
