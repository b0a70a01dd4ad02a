/** What a webhook can be told. */
export const webhookEvents = ['gate-opened', 'gate-commented', 'gate-bypassed', 'run-ended', 'proposal-made'] as const
export type WebhookEvent = (typeof webhookEvents)[number]

/** What is sent to one: what it is told of, and what somebody sends to try it. */
export const deliveredEvents = [...webhookEvents, 'test'] as const

/** How long to wait before each further attempt, in milliseconds; after the last one the delivery has failed. */
export const retryDelays: readonly number[] = [10_000, 60_000, 5 * 60_000, 30 * 60_000, 2 * 60 * 60_000]

/** What is sent: `text` is what Slack and what speaks like it show, the rest is for programs. */
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

/** Slack's own marks cannot be written by whoever named a line or wrote a note. */
export function slackText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
