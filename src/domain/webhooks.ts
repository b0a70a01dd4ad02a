/** The events that a webhook can subscribe to. */
export const webhookEvents = ['gate-opened', 'gate-commented', 'gate-bypassed', 'run-ended', 'proposal-made'] as const
export type WebhookEvent = (typeof webhookEvents)[number]

/** The events that are sent: those subscribed to, and the test that somebody sends. */
export const deliveredEvents = [...webhookEvents, 'test'] as const

/** How long to wait before each further attempt, in milliseconds; after the last one the delivery has failed. */
export const retryDelays: readonly number[] = [10_000, 60_000, 5 * 60_000, 30 * 60_000, 2 * 60 * 60_000]

/** A message to a webhook: Slack and compatible services show `text`, the rest is for programs. */
export interface WebhookMessage {
  readonly text: string
  readonly event: WebhookEvent
  readonly project: string
  readonly url: string
  readonly at: string
  readonly line?: string
  readonly run?: string
  readonly number?: number
  readonly gate?: string
  readonly environment?: string
  readonly state?: string
  readonly proposal?: string
}

/** Escapes Slack's markup, so that the name of a line or a note cannot contain any. */
export function slackText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
