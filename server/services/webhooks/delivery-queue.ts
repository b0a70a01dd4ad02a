import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, type Result } from '#domain/result.ts'
import { retryDelays } from '#domain/webhooks.ts'
import type { Ports } from '../../ports.ts'
import type { Delivery, Webhook } from '../../ports/webhooks.ts'
import type { Background } from '../background.ts'
import { signMessage } from './webhook-signature.ts'

/** Messages to be delivered: stored before they are sent, retried with growing pauses. */
export interface DeliveryQueue {
  enqueue(webhook: Webhook, event: Delivery['event'], body: string, id?: string): Promise<Delivery>
  /** Continues what was pending when the server stopped. */
  takeUpPending(): void
  /** Starts no further delivery. */
  cancel(): void
}

export function createDeliveryQueue(ports: Ports, later: Background['later'], signal: AbortSignal): DeliveryQueue {
  const { webhooks, outgoing, clock, ids, secrets } = ports
  const timers = new Map<string, () => void>()
  const iso = (at: number): string => new Date(at).toISOString()

  function schedule(delivery: Delivery): void {
    timers.get(delivery.id)?.()
    const wait = Math.max(0, (delivery.nextAt ?? 0) - clock.now())
    timers.set(
      delivery.id,
      clock.after(wait, () => {
        timers.delete(delivery.id)
        later(attempt(delivery), () => schedule(delivery))
      }),
    )
  }

  function takeUpPending(): void {
    const pending = webhooks.pending().then((left) => {
      if (!signal.aborted) for (const delivery of left) schedule(delivery)
    })
    later(pending, takeUpPending)
  }

  async function attempt({ project, id }: Delivery): Promise<void> {
    const delivery = await webhooks.findDelivery(project, id)
    if (signal.aborted || delivery?.state !== 'pending') return
    const webhook = await webhooks.find(project, delivery.webhook)
    const answer =
      webhook === undefined
        ? err(problem('not-found', say`It was removed`))
        : isRetryOfDisabled(webhook, delivery)
          ? err(problem('not-possible-now', say`It was switched off`))
          : await send(webhook, delivery)
    const at = iso(clock.now())
    const outcome = answer.ok ? { status: answer.value.status } : { error: answer.error.message }
    const isDelivered = answer.ok && answer.value.status >= 200 && answer.value.status < 300
    const attempts = [...delivery.attempts, { at, ...outcome }]
    const { nextAt: _next, ...rest } = delivery
    // A person waits for the outcome of a test and can repeat it, so there are no retries.
    const pause = delivery.event === 'test' ? undefined : retryDelays[attempts.length - 1]
    const next: Delivery = isDelivered
      ? { ...rest, attempts, state: 'delivered' }
      : pause === undefined || webhook?.enabled !== true
        ? { ...rest, attempts, state: 'failed' }
        : { ...rest, attempts, nextAt: clock.now() + pause }
    note(next)
  }

  /** Retried until it is stored (the disk may be full), since forgetting a delivery would send it again. */
  function note(next: Delivery): void {
    const noted = webhooks.saveDelivery(next).then(() => {
      if (next.state === 'pending' && !signal.aborted) schedule(next)
    })
    later(noted, () => note(next))
  }

  async function send(
    webhook: Webhook,
    { id, event, body }: Delivery,
  ): Promise<Result<{ readonly status: number }, Problem>> {
    const timestamp = String(Math.floor(clock.now() / 1000))
    const headers = {
      'content-type': 'application/json',
      'x-linewright-event': event,
      'x-linewright-delivery': id,
      'x-linewright-timestamp': timestamp,
    }
    if (webhook.secret === undefined) return outgoing.post(webhook.url, body, headers)
    const secret = await secrets.reveal({ project: webhook.project, ...webhook.secret })
    if (secret === undefined) return err(problem('not-found', say`The secret ${webhook.secret.key} is not set`))
    const signature = await signMessage(secret, timestamp, body)
    return outgoing.post(webhook.url, body, { ...headers, 'x-linewright-signature': signature })
  }

  return {
    async enqueue(webhook, event, body, id = ids.next()) {
      const now = clock.now()
      const delivery: Delivery = {
        ...{ id, project: webhook.project, webhook: webhook.id, event, body },
        ...{ createdAt: iso(now), state: 'pending', nextAt: now, attempts: [] },
      }
      await webhooks.saveDelivery(delivery)
      schedule(delivery)
      return delivery
    },
    takeUpPending,
    cancel() {
      for (const stop of timers.values()) stop()
      timers.clear()
    },
  }
}

/** What a person sends by hand reaches a webhook that is off as well, once. */
function isRetryOfDisabled({ enabled }: Webhook, { attempts }: Delivery): boolean {
  return !enabled && attempts.length > 0
}
