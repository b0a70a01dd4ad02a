import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { readGate } from '#contract/gate-evidence.ts'
import { createWebhook, listDeliveries } from '#contract/webhooks.ts'
import { retryDelays } from '#domain/webhooks.ts'
import type { Api } from './api.ts'
import { call, parsed, until } from './testing/calls.ts'
import { createMemoryPlatform, shopLine, type MemoryPlatform } from './testing/memory-platform.ts'
import { startRelease, toGate } from './testing/shop.ts'

const hook = { name: 'Chat', url: 'https://chat.example/hook', events: ['gate-opened', 'run-ended'] }
const messageSchema = z.object({ text: z.string(), event: z.string(), url: z.string() })
let platform: MemoryPlatform
let api: Api
beforeEach(async () => {
  platform = await createMemoryPlatform()
  api = platform.open()
})
afterEach(() => api.close())

async function add(body: object = {}): Promise<string> {
  const made = await call(api, 'aya', 'POST', 'projects/shop/webhooks', { ...hook, ...body })
  return (await parsed(made, createWebhook.response)).id
}

const atGate = async (): Promise<string> => (await toGate(api, platform, await startRelease(api))).id

/** Lets due timers call and what they began come to its end. */
async function pass(milliseconds: number): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve, 0))
  platform.clock.advance(milliseconds)
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve, 0))
}

const deliveries = async (id: string) =>
  (await parsed(call(api, 'aya', 'GET', `projects/shop/webhooks/${id}/deliveries`), listDeliveries.response)).deliveries

describe('a webhook', () => {
  it('says of a gate what happens to it unanswered', async () => {
    await add()
    const base = (await platform.ports.documents.read('shop', 'line/release'))?.digest
    const text = shopLine.replace('requiredApprovals: 1', 'requiredApprovals: 1\n      timeout: 90m')
    const parts = [{ id: 'line/release', text, base }]
    await call(api, 'dan', 'POST', 'projects/shop/change-sets', { message: 'm', parts })
    await atGate()
    await pass(0)
    const [sent] = platform.outgoing.sent
    const end = new Date(platform.clock.now() + 90 * 60_000).toISOString().slice(11, 16)
    expect(sent?.body).toContain(`. Unanswered, it rejects at`)
    expect(sent?.body).toContain(`${end} UTC`)
  })

  it('is told once of what was stored when the server was killed before it had noted whom to tell', async () => {
    await add()
    const { webhooks, runs } = platform.ports
    const { saveDelivery } = webhooks
    Object.assign(webhooks, { saveDelivery: () => new Promise<void>(() => undefined) })
    await atGate()
    expect(await runs.untold()).toHaveLength(1)
    Object.assign(webhooks, { saveDelivery })
    for (const _ of ['once', 'and again']) {
      // Killed: nothing of the one before goes on.
      api = platform.open()
      await pass(0)
      expect(platform.outgoing.sent).toHaveLength(1)
      expect(await runs.untold()).toEqual([])
    }
  })

  it('is told of gates that open and runs that end, signed with the secret that it refers to', async () => {
    const secret = 'a-key-that-nobody-knows'
    await call(api, 'aya', 'PUT', 'projects/shop/secrets/chat', { environment: 'staging', value: secret })
    const id = await add({ secret: { environment: 'staging', key: 'chat' } })
    const run = await atGate()
    await pass(0)
    await call(api, 'aya', 'POST', `projects/shop/runs/${run}/cancel`, { mode: 'Cancelled' })
    await until(api, run, ({ state }) => state === 'cancelled')
    await pass(0)
    const messages = platform.outgoing.sent.map(({ body }) => messageSchema.parse(JSON.parse(body)))
    expect(messages.map(({ event, text }) => [event, text])).toEqual([
      [
        'gate-opened',
        `<http://localhost/projects/shop/runs/${run}/gates/production|production> waits for approval: release run 1 to production, requested by Dan`,
      ],
      ['run-ended', `<http://localhost/projects/shop/runs/${run}|release run 1> cancelled: The run was cancelled`],
    ])
    for (const { headers, body } of platform.outgoing.sent) {
      const expected = createHmac('sha256', secret).update(`${headers['x-linewright-timestamp'] ?? ''}.${body}`)
      expect(headers['x-linewright-signature']).toBe(`v1=${expected.digest('hex')}`)
      expect(JSON.stringify(headers) + body).not.toContain(secret)
    }
    expect((await deliveries(id)).map(({ state }) => state)).toEqual(['delivered', 'delivered'])
  })

  it('is told what somebody says about a line at a gate, where it was asked to be', async () => {
    await add({ name: 'Opened only', events: ['gate-opened'] })
    const id = await add({ events: ['gate-commented'] })
    const run = await atGate()
    const gate = `projects/shop/runs/${run}/gates/production`
    const { evidence } = await parsed(call(api, 'mio', 'GET', gate), readGate.response)
    const [file] = evidence?.manifests ?? []
    const place = { application: file?.application, path: file?.path, side: 'after', line: 1 }
    const said = await call(api, 'dan', 'POST', `${gate}/comments`, {
      ...place,
      comment: 'Measured <on> staging',
      evidence: evidence?.digest,
    })
    expect(said.status).toBe(200)
    await pass(0)
    const [message] = (await deliveries(id)).map(({ body }) => messageSchema.parse(JSON.parse(body)))
    expect(message).toMatchObject({
      event: 'gate-commented',
      text: `<http://localhost/${gate}|production>, release run 1 to production: Dan on ${file?.application ?? ''} ${file?.path ?? ''} line 1: Measured &lt;on&gt; staging`,
    })
  })

  it('is told of an emergency at each gate that it opens, with the reason', async () => {
    const id = await add({ events: ['gate-bypassed'] })
    const text = 'freezes: [{ title: New year, from: 2025-12-31T00:00, until: 2026-01-02T09:00, timeZone: UTC }]'
    const parts = [{ id: 'rules/production', text }]
    await call(api, 'aya', 'POST', 'projects/shop/change-sets', { message: 'm', parts })
    const run = await atGate()
    const gate = `projects/shop/runs/${run}/gates/production`
    const { evidence } = await parsed(call(api, 'aya', 'GET', gate), readGate.response)
    const body = { reason: 'The shop is <down>', evidence: evidence?.digest, also: ['production:calendar'] }
    expect((await call(api, 'aya', 'POST', `${gate}/bypass`, body)).status).toBe(200)
    await pass(0)
    const told = 'was opened past its rules: release run 1 to production, by Aya: The shop is &lt;down&gt;'
    const messages = (await deliveries(id)).map(({ body }) => messageSchema.parse(JSON.parse(body)).text)
    expect(messages.toSorted()).toEqual([
      `<http://localhost/${gate}%3Acalendar|Release calendar of production> ${told}`,
      `<http://localhost/${gate}|production> ${told}`,
    ])
  })

  it('is tried again with growing pauses, also after a restart, and again by hand at last', async () => {
    const id = await add({ events: ['gate-opened'] })
    platform.outgoing.next.push(500, 0)
    await atGate()
    await pass(0)
    await pass(retryDelays[0] ?? 0)
    expect(await deliveries(id)).toMatchObject([
      { state: 'pending', attempts: [{ status: 500 }, { error: 'Nobody answers' }] },
    ])
    await api.close()
    api = platform.open()
    platform.outgoing.next.push(503, 503, 503, 503)
    for (const pause of retryDelays.slice(1)) await pass(pause)
    const [failed] = await deliveries(id)
    expect(failed).toMatchObject({ state: 'failed' })
    expect(failed?.attempts).toHaveLength(retryDelays.length + 1)
    const again = `projects/shop/webhooks/${id}/deliveries/${failed?.id ?? ''}/again`
    expect((await call(api, 'aya', 'POST', again)).status).toBe(202)
    await pass(0)
    expect((await deliveries(id)).map(({ state, body }) => [state, body])).toEqual([
      ['delivered', failed?.body],
      ['failed', failed?.body],
    ])
  })

  it('is sent nothing more once it is switched off', async () => {
    const id = await add({ events: ['gate-opened'] })
    platform.outgoing.next.push(500)
    await atGate()
    await pass(0)
    await call(api, 'aya', 'PUT', `projects/shop/webhooks/${id}`, { ...hook, enabled: false })
    await pass(retryDelays[0] ?? 0)
    expect(platform.outgoing.sent).toHaveLength(1)
    expect(await deliveries(id)).toMatchObject([{ state: 'failed', attempts: [{}, { error: 'It was switched off' }] }])
  })

  it('is tried once when somebody asks, whatever it is told of, and its answer is kept', async () => {
    const id = await add({ events: ['run-ended'], enabled: false })
    platform.outgoing.next.push(500)
    const test = `projects/shop/webhooks/${id}/test`
    expect((await call(api, 'aya', 'POST', test)).status).toBe(202)
    await pass(0)
    await pass(retryDelays[0] ?? 0)
    expect((await call(api, 'aya', 'POST', test)).status).toBe(202)
    await pass(0)
    expect(await deliveries(id)).toMatchObject([
      { event: 'test', state: 'delivered' },
      { event: 'test', state: 'failed', attempts: [{ status: 500 }] },
    ])
    expect(messageSchema.parse(JSON.parse(platform.outgoing.sent[0]?.body ?? '')).text).toContain('Aya')
    expect((await call(api, 'dan', 'POST', test)).status).toBe(403)
  })

  it('holds no credentials in its address, which every admin reads', async () => {
    const url = 'https://user:word@chat.example/hook'
    const refused = await call(api, 'aya', 'POST', 'projects/shop/webhooks', { ...hook, url })
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({ place: { path: 'body.url' } })
  })

  it('that is removed while its new address is looked up stays removed', async () => {
    const id = await add()
    const { outgoing } = platform.ports
    vi.spyOn(outgoing, 'refusal').mockImplementationOnce(async () => {
      expect((await call(api, 'aya', 'DELETE', `projects/shop/webhooks/${id}`)).status).toBe(200)
      return undefined
    })
    expect((await call(api, 'aya', 'PUT', `projects/shop/webhooks/${id}`, hook)).status).toBe(404)
    expect(await platform.ports.webhooks.list('shop')).toEqual([])
  })

  it('is refused for private addresses, and is for admins only', async () => {
    const refused = await call(api, 'aya', 'POST', 'projects/shop/webhooks', { ...hook, url: 'http://localhost:1/' })
    expect(refused.status).toBe(422)
    expect((await call(api, 'dan', 'GET', 'projects/shop/webhooks')).status).toBe(403)
  })
})
