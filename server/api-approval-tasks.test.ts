import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readGate } from '#contract/gate-evidence.ts'
import { listGates } from '#contract/gates.ts'
import { createWebhook } from '#contract/webhooks.ts'
import type { Run } from '#domain/run/state.ts'
import type { Api } from './api.ts'
import { call, parsed, until } from './testing/calls.ts'
import { createMemoryPlatform, shopLine, type MemoryPlatform } from './testing/memory-platform.ts'
import { isStage, publish, startRelease } from './testing/shop.ts'

const key = 'build~ask'
const asks = { description: 'Is the build good?', approvers: ['mio', 'aya'], required: 2 }
let platform: MemoryPlatform
let api: Api
let run: Run
beforeEach(async () => {
  platform = await createMemoryPlatform()
  api = platform.open()
  const ask = '{name: ask, timeout: 1h, taskRef: {apiVersion: openshift-pipelines.org/v1alpha1, kind: ApprovalTask}}'
  const text = `apiVersion: tekton.dev/v1\nkind: Pipeline\nmetadata: {name: mine}\nspec: {results: [{name: digest, value: x}], tasks: [${ask}]}\n`
  await publish(platform, 'pipeline/mine', text)
  await publish(platform, 'line/release', shopLine.replace('pipeline: api-build', 'pipeline: mine'))
  const hook = { name: 'Chat', url: 'https://chat.example/hook', events: ['gate-opened'] }
  await parsed(call(api, 'aya', 'POST', 'projects/shop/webhooks', hook), createWebhook.response)
  run = await startRelease(api)
  await until(api, run.id, isStage('build', 'running'))
  platform.engine.say('release-1-1-build', 'Running', asks)
  run = await until(api, run.id, ({ gates }) => gates[key]?.state === 'waiting')
})
afterEach(() => api.close())

const path = () => `projects/shop/runs/${run.id}/gates/${encodeURIComponent(key)}`
const view = () => parsed(call(api, 'lea', 'GET', path()), readGate.response)
const inboxOf = async (person: string) =>
  (await parsed(call(api, person, 'GET', 'projects/shop/gates?mine=1'), listGates.response)).gates
const vote = async (person: string, decision: 'approve' | 'reject', comment = '') =>
  call(api, person, 'POST', `${path()}/decisions`, {
    ...{ decision, comment, evidence: (await view()).gate.evidence },
  })

describe('an approval task', () => {
  it('is a gate of its run: in the inbox of those it names, with its age, told to webhooks', async () => {
    expect(run.state).toBe('needs-approval')
    expect(await inboxOf('mio')).toMatchObject([{ key, holds: ['build'], definition: { title: asks.description } }])
    // A developer may decide at gates where nobody is named, but here somebody is.
    expect(await inboxOf('dan')).toEqual([])
    const { definition, closesAt, people, environment } = await view()
    expect(definition).toMatchObject({ requiredApprovals: 2, requesterMayApprove: true, name: 'ask' })
    expect(environment).toBe('staging')
    expect(Date.parse(closesAt ?? '')).toBe(Date.parse(run.gates[key]?.openedAt ?? '') + 3_600_000)
    expect(people.filter(({ standing }) => standing === 'may-vote').map(({ person }) => person.id)).toEqual([
      'aya',
      'mio',
    ])
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve, 0))
    platform.clock.advance(0)
    await until(api, run.id, () => platform.outgoing.sent.length === 1)
    expect(platform.outgoing.sent[0]?.body).toContain(
      'Is the build good?> waits for approval: release run 1 to staging',
    )
  })

  it('is answered when as many have approved as it wants, by those it names', async () => {
    expect((await vote('dan', 'approve')).status).toBe(403)
    expect((await vote('mio', 'approve', 'looks fine')).status).toBe(200)
    expect(platform.engine.answers).toEqual([])
    expect((await call(api, 'mio', 'DELETE', `${path()}/decisions`)).status).toBe(200)
    await vote('mio', 'approve', 'looks fine')
    await vote('aya', 'approve')
    expect(await view()).toMatchObject({ gate: { state: 'passed' }, environment: 'staging', live: false })
    expect(platform.engine.answers).toEqual([
      { taskRun: 'release-1-1-build-ask', approved: true, message: 'Mio: looks fine; Aya' },
    ])
  })

  it('is rejected by one, with a reason', async () => {
    expect((await vote('mio', 'reject')).status).toBe(400)
    await vote('mio', 'reject', 'not today')
    expect(platform.engine.answers).toMatchObject([{ approved: false, message: 'Mio: not today' }])
  })

  it('can be answered while its run stops after what it does now', async () => {
    await call(api, 'dan', 'POST', `projects/shop/runs/${run.id}/cancel`, { mode: 'StoppedRunFinally' })
    await vote('mio', 'approve')
    await vote('aya', 'approve')
    expect(platform.engine.answers).toMatchObject([{ approved: true }])
  })

  it('closes with its task, and keeps its answer in a further attempt', async () => {
    platform.engine.finish('release-1-1-build', ['ask'])
    const ended = await until(api, run.id, ({ endedAt }) => endedAt !== undefined)
    expect(ended.gates[key]?.state).toBe('cancelled')
    expect(await inboxOf('mio')).toEqual([])
    await call(api, 'dan', 'POST', `projects/shop/runs/${run.id}/retry`, {})
    await until(api, run.id, isStage('build', 'running'))
    platform.engine.say('release-1-2-build', 'Running', asks)
    const again = await until(api, run.id, ({ gates }) => gates[key]?.state === 'waiting')
    expect(again.gates[key]?.task?.taskRun).toBe('release-1-2-build-ask')
  })
})
