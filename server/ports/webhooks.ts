import { z } from 'zod'
import { deliveredEvents, webhookEvents } from '#domain/webhooks.ts'

/** An address of a project that is told what happens. The secret that signs is a reference into the secret store. */
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

/** One message to one webhook, with every attempt to deliver it. */
export const deliverySchema = z.object({
  id: z.string(),
  project: z.string(),
  webhook: z.string(),
  event: z.enum(deliveredEvents),
  /** The JSON text that is sent. */
  body: z.string(),
  createdAt: z.string(),
  state: z.enum(['pending', 'delivered', 'failed']),
  /** When it is tried next, in milliseconds since 1970 UTC. */
  nextAt: z.number().optional(),
  attempts: z.array(z.object({ at: z.string(), status: z.number().optional(), error: z.string().optional() })),
})
export type Delivery = z.infer<typeof deliverySchema>

/** Webhooks and what was sent to them. */
export interface WebhookStore {
  /** By name. */
  list(project: string): Promise<readonly Webhook[]>
  find(project: string, id: string): Promise<Webhook | undefined>
  save(webhook: Webhook): Promise<void>
  /** With its deliveries. */
  remove(project: string, id: string): Promise<void>
  saveDelivery(delivery: Delivery): Promise<void>
  findDelivery(project: string, id: string): Promise<Delivery | undefined>
  /** Newest first. */
  deliveries(project: string, webhook: string, limit: number): Promise<readonly Delivery[]>
  /** Those that wait for an attempt, of all projects. */
  pending(): Promise<readonly Delivery[]>
}
