import { z } from 'zod'
import { deliveredEvents, webhookEvents } from '#domain/webhooks.ts'

/** An address that a project notifies of events. The signing secret is a reference into the secret store. */
export const webhookSchema = z.object({
  id: z.string(),
  project: z.string(),
  name: z.string(),
  url: z.string(),
  events: z.array(z.enum(webhookEvents)),
  secret: z.object({ environment: z.string(), key: z.string() }).optional(),
  enabled: z.boolean(),
})
export type Webhook = z.infer<typeof webhookSchema>

/** One message to one webhook, with every delivery attempt. */
export const deliverySchema = z.object({
  id: z.string(),
  project: z.string(),
  webhook: z.string(),
  event: z.enum(deliveredEvents),
  /** The JSON text to send. */
  body: z.string(),
  createdAt: z.string(),
  state: z.enum(['pending', 'delivered', 'failed']),
  /** The next attempt, in milliseconds since 1970 UTC. */
  nextAt: z.number().optional(),
  attempts: z.array(z.object({ at: z.string(), status: z.number().optional(), error: z.string().optional() })),
})
export type Delivery = z.infer<typeof deliverySchema>

/** Older deliveries add nothing to what runs and gates say themselves. */
export const deliveriesKept = 200

/** Webhooks and their deliveries. */
export interface WebhookStore {
  /** Webhooks of a project, by name. */
  list(project: string): Promise<readonly Webhook[]>
  find(project: string, id: string): Promise<Webhook | undefined>
  save(webhook: Webhook): Promise<void>
  /** Removes a webhook with its deliveries. */
  remove(project: string, id: string): Promise<void>
  /** Saves a delivery. Of those that are over, each webhook keeps its newest `deliveriesKept`. */
  saveDelivery(delivery: Delivery): Promise<void>
  findDelivery(project: string, id: string): Promise<Delivery | undefined>
  /** Newest first. */
  deliveries(project: string, webhook: string, limit: number): Promise<readonly Delivery[]>
  /** Deliveries of all projects that wait for an attempt. */
  pending(): Promise<readonly Delivery[]>
}
