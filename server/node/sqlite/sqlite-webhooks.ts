import type { DatabaseSync } from 'node:sqlite'
import { deliveriesKept, deliverySchema, webhookSchema, type WebhookStore } from '#server/ports/webhooks.ts'
import { atomically } from './database.ts'
import { bodyOf, foundIn } from './rows.ts'

/** Webhooks and their deliveries in SQLite. */
export function createSqliteWebhooks(database: DatabaseSync): WebhookStore {
  const all = database.prepare('SELECT body FROM webhook WHERE project = ? ORDER BY name')
  const one = database.prepare('SELECT body FROM webhook WHERE project = ? AND id = ?')
  const put = database.prepare(
    'INSERT INTO webhook VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, body = excluded.body',
  )
  const remove = database.prepare('DELETE FROM webhook WHERE project = ? AND id = ?')
  const forget = database.prepare('DELETE FROM delivery WHERE project = ? AND webhook = ?')
  const putDelivery = database.prepare(
    'INSERT INTO delivery VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state, body = excluded.body',
  )
  const forgetOld = database.prepare(
    "DELETE FROM delivery WHERE project = ?1 AND webhook = ?2 AND state <> 'pending' AND created_at <= (SELECT created_at FROM delivery WHERE project = ?1 AND webhook = ?2 AND state <> 'pending' ORDER BY created_at DESC LIMIT 1 OFFSET ?3)",
  )
  const oneDelivery = database.prepare('SELECT body FROM delivery WHERE project = ? AND id = ?')
  const newest = database.prepare(
    'SELECT body FROM delivery WHERE project = ? AND webhook = ? ORDER BY created_at DESC LIMIT ?',
  )
  const pending = database.prepare("SELECT body FROM delivery WHERE state = 'pending' ORDER BY created_at")
  return {
    list: async (project) => all.all(project).map((row) => bodyOf(webhookSchema, row)),
    find: async (project, id) => foundIn(webhookSchema, one.get(project, id)),
    async save(webhook) {
      put.run(webhook.id, webhook.project, webhook.name, JSON.stringify(webhook))
    },
    async remove(project, id) {
      atomically(database, () => {
        forget.run(project, id)
        remove.run(project, id)
      })
    },
    async saveDelivery(delivery) {
      const { id, project, webhook, state, createdAt } = delivery
      putDelivery.run(id, project, webhook, state, createdAt, JSON.stringify(delivery))
      forgetOld.run(project, webhook, deliveriesKept)
    },
    findDelivery: async (project, id) => foundIn(deliverySchema, oneDelivery.get(project, id)),
    deliveries: async (project, webhook, limit) =>
      newest.all(project, webhook, limit).map((row) => bodyOf(deliverySchema, row)),
    pending: async () => pending.all().map((row) => bodyOf(deliverySchema, row)),
  }
}
