import type { DeliveryView, WebhookView } from '#contract/webhooks.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import type { Person } from '#domain/project.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Proposal } from '#domain/proposal.ts'
import type { RunEvent } from '#domain/run/events.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run } from '#domain/run/state.ts'
import type { WebhookMessage } from '#domain/webhooks.ts'
import type { Ports } from '../../ports.ts'
import { createBackground } from '../background.ts'
import type { Delivery, Webhook } from '../../ports/webhooks.ts'
import { createDeliveryQueue } from './delivery-queue.ts'
import { readRules } from '../gates/environment-rules.ts'
import type { RunReader } from '../runs/run-reader.ts'
import { isAnnounced, messagesOf, proposalMessage, testMessage } from './webhook-messages.ts'

export type WebhookFields = Omit<WebhookView, 'id'>

/** Addresses that are notified, and their deliveries: stored before they are sent, retried with growing pauses. */
export interface WebhookService {
  list(project: string): Promise<readonly WebhookView[]>
  save(project: string, id: string | undefined, fields: WebhookFields): Promise<Result<WebhookView, Problem>>
  remove(project: string, id: string): Promise<Result<void, Problem>>
  deliveries(project: string, id: string): Promise<Result<readonly DeliveryView[], Problem>>
  redeliver(project: string, id: string, delivery: string): Promise<Result<DeliveryView, Problem>>
  /** Sends one message, even if the webhook is disabled. */
  test(project: string, id: string, person: Person): Promise<Result<DeliveryView, Problem>>
  /** Takes new events of a run. */
  happened(run: Run, snapshot: Snapshot, events: readonly RunEvent[]): Promise<void>
  /** Announces a new proposal. */
  proposed(project: string, proposal: Proposal): Promise<void>
  /** Continues pending deliveries, and events that were stored but not announced yet. */
  start(): void
  /** Resolves when no delivery is under way. */
  close(): Promise<void>
}

const shown = 50
const notFound = problem('not-found', say`There is no such webhook`)

export function createWebhookService(
  ports: Ports,
  reader: Pick<RunReader, 'ofRecord' | 'snapshot'>,
  signal: AbortSignal,
): WebhookService {
  const { runs, webhooks, outgoing, clock, ids, installation } = ports
  const { later, idle } = createBackground('webhook', ports, signal)
  const { enqueue, takeUpPending, cancel } = createDeliveryQueue(ports, later, signal)

  /** `about` identifies what happened, so that each webhook gets it once however often it is found. */
  async function tell(message: WebhookMessage, about: string): Promise<void> {
    for (const webhook of await webhooks.list(message.project)) {
      const id = `${about}-${webhook.id}`
      if (!webhook.enabled || !webhook.events.includes(message.event)) continue
      if ((await webhooks.findDelivery(message.project, id)) !== undefined) continue
      await enqueue(webhook, message.event, JSON.stringify(message), id)
    }
  }

  /** Announces a run's newest events, and marks them as announced. */
  async function tellOf(run: Run, snapshot: Snapshot, events: readonly RunEvent[]): Promise<void> {
    const after = run.sequence - events.length
    if ((await webhooks.list(run.project)).length > 0) {
      const rules = await readRules(ports.documents, run.project)
      for (const { message, at } of messagesOf(run, snapshot, events, { origin: installation.origin, rules }))
        await tell(message, `${run.id}-${String(after + at + 1)}`)
    }
    await runs.told({ run: run.id, after })
  }

  /** Announces what a killed server had stored but not announced. */
  async function tellUntold(): Promise<void> {
    const failed: unknown[] = []
    for (const { run: id, after } of await runs.untold()) {
      const record = signal.aborted ? undefined : await runs.record(id)
      if (record === undefined) continue
      try {
        const run = await reader.ofRecord(record)
        const events = (await runs.read(id, after)).slice(0, run.sequence - after).map(({ event }) => event)
        await tellOf(run, await reader.snapshot(run.snapshot), events)
      } catch (error) {
        // One run must not hold up others.
        failed.push(error)
      }
    }
    if (failed.length > 0) throw failed[0]
  }

  function takeUpUntold(): void {
    later(tellUntold(), takeUpUntold)
  }

  return {
    list: async (project) => (await webhooks.list(project)).map(viewOf),
    async save(project, id, fields) {
      const refusal = credentialsIn(fields.url) ?? (await outgoing.refusal(fields.url))
      if (refusal !== undefined) return err(refusal)
      // Looked for only now: it may have been removed while the name in its address was looked up.
      if (id !== undefined && (await webhooks.find(project, id)) === undefined) return err(notFound)
      const webhook = { ...fields, id: id ?? ids.next(), project }
      await webhooks.save(webhook)
      return ok(viewOf(webhook))
    },
    async remove(project, id) {
      if ((await webhooks.find(project, id)) === undefined) return err(notFound)
      await webhooks.remove(project, id)
      return ok(undefined)
    },
    async deliveries(project, id) {
      if ((await webhooks.find(project, id)) === undefined) return err(notFound)
      return ok((await webhooks.deliveries(project, id, shown)).map(deliveryView))
    },
    async redeliver(project, id, deliveryId) {
      const webhook = await webhooks.find(project, id)
      const delivery = await webhooks.findDelivery(project, deliveryId)
      if (webhook === undefined || delivery?.webhook !== id)
        return err(problem('not-found', say`There is no such delivery`))
      return ok(deliveryView(await enqueue(webhook, delivery.event, delivery.body)))
    },
    async test(project, id, { name }) {
      const webhook = await webhooks.find(project, id)
      if (webhook === undefined) return err(notFound)
      const about = { project, at: new Date(clock.now()).toISOString(), origin: installation.origin }
      return ok(deliveryView(await enqueue(webhook, 'test', JSON.stringify(testMessage(name, about)))))
    },
    async happened(run, snapshot, events) {
      if (events.some(isAnnounced)) later(tellOf(run, snapshot, events), takeUpUntold)
    },
    proposed: (project, proposal) =>
      tell(proposalMessage(proposal, { project, origin: installation.origin }), `${proposal.id}-${proposal.at}`),
    start() {
      takeUpPending()
      takeUpUntold()
    },
    async close() {
      cancel()
      await idle()
    },
  }
}

/** Refuses an address with credentials, since every admin can read it. */
function credentialsIn(url: string): Problem | undefined {
  const { username, password } = new URL(url)
  if (username === '' && password === '') return undefined
  const fix = say`Leave them out, and sign the messages with a secret`
  return problem('invalid-request', say`The address holds a user or a password`, { fix, place: { path: 'body.url' } })
}

function viewOf({ project: _project, ...view }: Webhook): WebhookView {
  return view
}

function deliveryView({ nextAt, project: _project, webhook: _webhook, ...rest }: Delivery): DeliveryView {
  return { ...rest, ...(nextAt === undefined ? {} : { nextAt: new Date(nextAt).toISOString() }) }
}
