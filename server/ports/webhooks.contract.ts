import { describe, expect, it } from 'vitest'
import { deliveriesKept, type Delivery, type Webhook, type WebhookStore } from './webhooks.ts'

const webhook: Webhook = {
  id: 'w',
  project: 'p',
  name: 'Chat',
  url: 'https://chat.example/hook',
  events: ['gate-opened'],
  enabled: true,
}

function delivery(id: string, state: Delivery['state'], createdAt: string): Delivery {
  return { id, project: 'p', webhook: 'w', event: 'gate-opened', body: '{}', createdAt, state, attempts: [] }
}

/** The contract of every webhook store. */
export function webhookStoreContract(name: string, create: () => WebhookStore): void {
  describe(`webhooks: ${name}`, () => {
    it('keep webhooks by project and their deliveries, newest first', async () => {
      const store = create()
      await store.save(webhook)
      await store.save({ ...webhook, id: 'a', name: 'Board' })
      await store.save({ ...webhook, id: 'x', project: 'q' })
      expect((await store.list('p')).map(({ id }) => id)).toEqual(['a', 'w'])
      expect(await store.find('p', 'w')).toEqual(webhook)
      expect(await store.find('p', 'x')).toBeUndefined()
      await store.saveDelivery(delivery('1', 'delivered', '2026-01-01T00:00:00.000Z'))
      await store.saveDelivery(delivery('2', 'pending', '2026-01-02T00:00:00.000Z'))
      expect((await store.deliveries('p', 'w', 10)).map(({ id }) => id)).toEqual(['2', '1'])
      expect((await store.pending()).map(({ id }) => id)).toEqual(['2'])
      await store.saveDelivery(delivery('2', 'failed', '2026-01-02T00:00:00.000Z'))
      expect(await store.pending()).toEqual([])
      expect((await store.findDelivery('p', '2'))?.state).toBe('failed')
      expect(await store.findDelivery('q', '2')).toBeUndefined()
      await store.remove('p', 'w')
      expect(await store.deliveries('p', 'w', 10)).toEqual([])
      expect((await store.list('p')).map(({ id }) => id)).toEqual(['a'])
    })

    it('keep the newest deliveries of a webhook, and all that wait', async () => {
      const store = create()
      const at = (index: number): string => new Date(Date.parse('2026-01-01T00:00:00Z') + index * 1000).toISOString()
      await store.saveDelivery(delivery('waits', 'pending', at(0)))
      await store.saveDelivery({ ...delivery('of another', 'delivered', at(0)), webhook: 'v' })
      for (let index = 1; index <= deliveriesKept + 3; index += 1)
        await store.saveDelivery(delivery(String(index), 'delivered', at(index)))
      const ids = (await store.deliveries('p', 'w', 1000)).map(({ id }) => id)
      expect([ids.length, ids[0], ...ids.slice(-2)]).toEqual([
        ...[deliveriesKept + 1, String(deliveriesKept + 3), '4', 'waits'],
      ])
      expect(await store.findDelivery('p', 'of another')).toBeDefined()
    })
  })
}
