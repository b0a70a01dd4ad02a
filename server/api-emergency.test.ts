import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readGate } from '#contract/gate-evidence.ts'
import type { Run } from '#domain/run/state.ts'
import type { Api } from './api.ts'
import { call, parsed, readRun, until } from './testing/calls.ts'
import { createMemoryPlatform, shopLine, type MemoryPlatform } from './testing/memory-platform.ts'
import { isStage, startRelease, toGate } from './testing/shop.ts'

let platform: MemoryPlatform
let api: Api
beforeEach(async () => {
  platform = await createMemoryPlatform()
  api = platform.open()
})
afterEach(() => api.close())

async function publish(id: string, text: string): Promise<void> {
  const base = (await platform.ports.documents.read('shop', id))?.digest
  const parts = [{ id, text, ...(base === undefined ? {} : { base }) }]
  const answer = await call(api, 'aya', 'POST', 'projects/shop/change-sets', { message: 'm', parts })
  expect(answer.status).toBe(201)
}

const path = (run: Run): string => `projects/shop/runs/${run.id}/gates/production`
const reason = 'The site is down for everybody'
const opensToo = async (run: Run): Promise<readonly string[]> =>
  (await parsed(call(api, 'aya', 'GET', path(run)), readGate.response)).opensToo.map(({ key }) => key)

describe('an emergency', () => {
  it('is one act of admins with a reason: it opens each gate that it names, for its own evidence, and stays visible', async () => {
    await publish(
      'rules/production',
      'gates: [{ name: security }]\nfreezes: [{ title: New year, from: 2025-12-31T00:00, until: 2026-01-02T09:00, timeZone: UTC }]',
    )
    const run = await toGate(api, platform, await startRelease(api))
    const others = ['production:security', 'production:calendar']
    expect(await opensToo(run)).toEqual(others)
    const { gates: waiting } = await readRun(api, run.id)
    const evidence = waiting['production']?.evidence
    const post = (person: string, why: string, also?: readonly string[]) =>
      call(api, person, 'POST', `${path(run)}/bypass`, { reason: why, evidence, also })
    expect((await post('mio', reason)).status).toBe(403)
    expect((await post('aya', 'now')).status).toBe(400)
    expect((await post('aya', reason, [...others, 'staging:calendar'])).status).toBe(409)
    expect((await readRun(api, run.id)).gates['production']?.state).toBe('waiting')
    expect((await post('aya', reason, others)).status).toBe(200)
    const done = await until(api, run.id, isStage('production', 'running'))
    for (const gate of ['production', ...others]) {
      const bypass = { person: { id: 'aya' }, reason, evidence: waiting[gate]?.evidence }
      expect(done.gates[gate]).toMatchObject({ state: 'passed', decisions: [], bypass })
    }
    const [entry] = await platform.ports.audit.search('shop', { outcome: 'done', action: 'bypassGate' }, { limit: 1 })
    expect(entry).toMatchObject({ target: { gate: 'production' }, detail: { also: others.join(', ') } })
  })
  it('answers what the gate asks; a gate that asks something else is opened by itself', async () => {
    await publish('rules/production', 'gates: [{ name: security, form: [{ name: who }] }, { name: second }]')
    const line = shopLine
      .replace('requiredApprovals: 1', 'requiredApprovals: 1\n      form: [{ name: ticket }]')
      .replace('value: $(stages.production.results.url)', 'value: $(gates.production.results.ticket)')
    await publish('line/release', line)
    const run = await toGate(api, platform, await startRelease(api))
    expect(await opensToo(run)).toEqual(['production:second'])
    const evidence = run.gates['production']?.evidence
    const open = (more: object) => call(api, 'aya', 'POST', `${path(run)}/bypass`, { reason, evidence, ...more })
    expect((await open({})).status).toBe(400)
    expect((await open({ answers: { ticket: 'OPS-9' }, also: ['production:second'] })).status).toBe(200)
    const [entry] = await platform.ports.audit.search('shop', { outcome: 'done', action: 'bypassGate' }, { limit: 1 })
    expect(entry?.detail['answers']).toBe('ticket: OPS-9')
    await publish('rules/production', '{}')
    await until(api, run.id, isStage('production', 'running'))
    platform.engine.finish('release-1-1-production')
    const done = await until(api, run.id, ({ state }) => state === 'succeeded')
    expect(done.results).toEqual([{ name: 'url', value: 'OPS-9' }])
    expect((await readRun(api, run.id)).gates['production']?.bypass?.answers).toEqual({ ticket: 'OPS-9' })
  })
})
