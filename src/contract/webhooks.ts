import { z } from 'zod'
import { deliveredEvents, webhookEvents } from '#domain/webhooks.ts'
import { endpoint } from './endpoint.ts'

const webhookFields = {
  name: z.string().trim().min(1).max(100),
  url: z.url({ protocol: /^https?$/ }).max(2000),
  events: z.array(z.enum(webhookEvents)).min(1),
  /** The secret that signs messages, by environment and key. */
  secret: z.object({ environment: z.string(), key: z.string() }).optional(),
  enabled: z.boolean().default(true),
}

/** A webhook as people see it. The secret that signs its messages is named, never shown. */
export const webhookViewSchema = z.object({ id: z.string(), ...webhookFields, enabled: z.boolean() })
export type WebhookView = z.infer<typeof webhookViewSchema>

/** A message to a webhook, with all attempts to deliver it; times are ISO 8601. */
export const deliveryViewSchema = z.object({
  id: z.string(),
  event: z.enum(deliveredEvents),
  body: z.string(),
  createdAt: z.string(),
  state: z.enum(['pending', 'delivered', 'failed']),
  nextAt: z.string().optional(),
  attempts: z.array(z.object({ at: z.string(), status: z.number().optional(), error: z.string().optional() })),
})
export type DeliveryView = z.infer<typeof deliveryViewSchema>

export const listWebhooks = endpoint({
  name: 'listWebhooks',
  method: 'GET',
  path: '/apis/v1/projects/:project/webhooks',
  access: 'project.admin',
  summary: 'Addresses that are told what happens',
  answer: 'json',
  response: z.object({ webhooks: z.array(webhookViewSchema) }),
})

export const createWebhook = endpoint({
  name: 'createWebhook',
  method: 'POST',
  path: '/apis/v1/projects/:project/webhooks',
  access: 'project.admin',
  summary: 'Adds an address; private addresses are refused unless the installation allows them',
  answer: 'json',
  body: z.object(webhookFields),
  response: webhookViewSchema,
  status: 201,
  audit: ['name', 'events', 'enabled'],
})

export const updateWebhook = endpoint({
  name: 'updateWebhook',
  method: 'PUT',
  path: '/apis/v1/projects/:project/webhooks/:webhook',
  access: 'project.admin',
  summary: 'Changes an address',
  answer: 'json',
  body: z.object(webhookFields),
  response: webhookViewSchema,
  audit: ['name', 'events', 'enabled'],
})

export const removeWebhook = endpoint({
  name: 'removeWebhook',
  method: 'DELETE',
  path: '/apis/v1/projects/:project/webhooks/:webhook',
  access: 'project.admin',
  summary: 'Removes an address with its deliveries',
  answer: 'json',
  response: z.object({}),
})

export const listDeliveries = endpoint({
  name: 'listDeliveries',
  method: 'GET',
  path: '/apis/v1/projects/:project/webhooks/:webhook/deliveries',
  access: 'project.admin',
  summary: 'What was sent to an address, with every attempt, newest first',
  answer: 'json',
  response: z.object({ deliveries: z.array(deliveryViewSchema) }),
})

export const redeliver = endpoint({
  name: 'redeliver',
  method: 'POST',
  path: '/apis/v1/projects/:project/webhooks/:webhook/deliveries/:delivery/again',
  access: 'project.admin',
  summary: 'Sends a message again, as it was',
  answer: 'json',
  response: deliveryViewSchema,
  status: 202,
})

export const testWebhook = endpoint({
  name: 'testWebhook',
  method: 'POST',
  path: '/apis/v1/projects/:project/webhooks/:webhook/test',
  access: 'project.admin',
  summary: 'Sends a message that tells nothing but that it is a test, once',
  answer: 'json',
  response: deliveryViewSchema,
  status: 202,
})
