import { deliveriesKept, type Delivery, type Webhook, type WebhookStore } from '#server/ports/webhooks.ts'

/** Webhooks in memory. */
export function createMemoryWebhooks(): WebhookStore {
  const webhooks = new Map<string, Webhook>()
  const deliveries = new Map<string, Delivery>()
  const newestOf = (project: string, webhook: string): readonly Delivery[] =>
    [...deliveries.values()]
      .filter((one) => one.project === project && one.webhook === webhook)
      .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
  return {
    list: async (project) =>
      [...webhooks.values()].filter((one) => one.project === project).sort((a, b) => (a.name < b.name ? -1 : 1)),
    async find(project, id) {
      const found = webhooks.get(id)
      return found?.project === project ? found : undefined
    },
    async save(webhook) {
      webhooks.set(webhook.id, webhook)
    },
    async remove(project, id) {
      if (webhooks.get(id)?.project !== project) return
      webhooks.delete(id)
      for (const delivery of deliveries.values()) if (delivery.webhook === id) deliveries.delete(delivery.id)
    },
    async saveDelivery(delivery) {
      deliveries.set(delivery.id, delivery)
      const over = newestOf(delivery.project, delivery.webhook).filter(({ state }) => state !== 'pending')
      for (const { id } of over.slice(deliveriesKept)) deliveries.delete(id)
    },
    async findDelivery(project, id) {
      const found = deliveries.get(id)
      return found?.project === project ? found : undefined
    },
    deliveries: async (project, webhook, limit) => newestOf(project, webhook).slice(0, limit),
    pending: async () => [...deliveries.values()].filter(({ state }) => state === 'pending'),
  }
}
