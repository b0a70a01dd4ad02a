import { afterEach, describe, expect, it } from 'vitest'
import { listRefs, planRollback, planRun, readStartForm, rollBack } from '#contract/run-plans.ts'
import { listRuns } from '#contract/run-lists.ts'
import { problemSchema } from '#domain/problem.ts'
import type { Run } from '#domain/run/state.ts'
import type { Api } from './api.ts'
import { call, parsed, until } from './testing/calls.ts'
import { createMemoryPlatform, shopLine, type MemoryPlatform } from './testing/memory-platform.ts'
import { approve, isStage, publish, startRelease, toGate } from './testing/shop.ts'

let opened: Api[] = []
afterEach(async () => {
  await Promise.all(opened.map((api) => api.close()))
  opened = []
})

async function open(): Promise<{ readonly api: Api; readonly platform: MemoryPlatform }> {
  const platform = await createMemoryPlatform()
  const api = platform.open()
  opened.push(api)
  return { api, platform }
}

const line = 'projects/shop/lines/release'

/** The line whose build takes its revision from the input. */
const boundLine = shopLine.replace(
  'deployment: { app: api, name: staging }',
  'deployment: { app: api, name: staging }\n        params: [{ name: gitRevision, value: $(inputs.gitRevision) }]',
)

/** A run whose production deployment was approved and is done. */
async function release({ api, platform }: Awaited<ReturnType<typeof open>>, key: string): Promise<Run> {
  const run = await startRelease(api, key)
  await approve(api, await toGate(api, platform, run))
  await until(api, run.id, isStage('production', 'running'))
  platform.engine.finish(`release-${String(run.number)}-1-production`)
  return until(api, run.id, (now) => now.state === 'succeeded')
}

describe('the plan of a run', () => {
  it('says stages in order with gates, values and manifests, and starts nothing', async () => {
    const { api, platform } = await open()
    const plan = await parsed(call(api, 'dan', 'POST', `${line}/plan`, { inputs: {} }), planRun.response)
    expect(plan.stages.map(({ stage, after, gates }) => [stage, after, gates])).toEqual([
      ['build', [], []],
      ['staging', ['build'], []],
      ['check', ['build'], []],
      ['production', ['staging', 'build'], ['production']],
    ])
    expect(plan.gates).toMatchObject([
      { key: 'production', required: 1, missing: 0, live: false, holds: ['production'] },
    ])
    const staging = plan.stages.find(({ stage }) => stage === 'staging')
    expect(staging?.manifests[0]).toMatchObject({ now: '' })
    expect(plan.stages[0]?.commits[0]).toMatchObject({ parameter: 'gitRevision', revision: 'main' })
    expect(plan.stages[0]?.commits[0]).toMatchObject({ subject: 'Begin', at: '2026-01-01T00:00:00Z' })
    expect((await parsed(call(api, 'dan', 'GET', 'projects/shop/runs'), listRuns.response)).runs).toEqual([])
    expect(platform.engine.started).toEqual([])
    const again = await parsed(call(api, 'dan', 'POST', `${line}/plan`, { inputs: {} }), planRun.response)
    expect(again.digest).toBe(plan.digest)
  })

  it('says of a gate that nobody could open it if the caller asked for the run', async () => {
    const { api, platform } = await open()
    await publish(platform, 'line/release', shopLine.replace('requiredApprovals: 1', 'requiredApprovals: 2'))
    const missingFor = async (person: string) =>
      (await parsed(call(api, person, 'POST', `${line}/plan`, { inputs: {} }), planRun.response)).gates[0]?.missing
    expect(await missingFor('dan')).toBe(0)
    expect(await missingFor('mio')).toBe(1)
  })

  it('is refused with the place, where the run would be', async () => {
    const { api, platform } = await open()
    await publish(platform, 'line/release', boundLine)
    const answer = await call(api, 'dan', 'POST', `${line}/plan`, { inputs: { gitRevision: 'nowhere' } })
    expect(answer.status).toBe(404)
    expect((await parsed(answer, problemSchema)).place).toMatchObject({ stage: 'build', parameter: 'gitRevision' })
    expect((await call(api, 'lea', 'POST', `${line}/plan`, { inputs: {} })).status).toBe(403)
  })

  it('compares with what was deployed last, and names disabled stages', async () => {
    const opening = await open()
    const run = await release(opening, 'key-00001')
    const { api, platform } = opening
    await publish(platform, 'line/release', shopLine.replace('- name: check', '- name: check\n      disabled: true'))
    const plan = await parsed(call(api, 'dan', 'POST', `${line}/plan`, { inputs: {} }), planRun.response)
    expect(plan.disabled).toEqual(['check'])
    const production = plan.stages.find(({ stage }) => stage === 'production')
    expect(production?.deployed).toMatchObject({ run: run.id, number: 1 })
    expect(production?.values).toMatchObject([{ parameter: 'imageDigest', now: 'value-of-digest' }])
    expect(production?.manifests[0]?.now).toContain('value-of-digest')
  })
})

describe('the start form', () => {
  it('says inputs, their repositories, and what was used last', async () => {
    const { api, platform } = await open()
    await publish(platform, 'line/release', boundLine)
    const run = await startRelease(api, 'key-00001')
    const form = await parsed(call(api, 'lea', 'GET', `${line}/start-form`), readStartForm.response)
    expect(form).toMatchObject({
      version: 2,
      newest: 2,
      inputs: [{ name: 'gitRevision', default: 'main', repositories: ['api'] }],
      last: { run: run.id, number: 1, inputs: { gitRevision: 'main' } },
    })
    const refs = await parsed(call(api, 'dan', 'GET', 'projects/shop/repositories/api/refs'), listRefs.response)
    expect(refs).toEqual({ branches: ['main'], tags: [], defaultBranch: 'main' })
    expect((await call(api, 'dan', 'GET', 'projects/shop/repositories/none/refs')).status).toBe(404)
    expect((await call(api, 'lea', 'GET', 'projects/shop/repositories/api/refs')).status).toBe(403)
  })
})

describe('a roll back', () => {
  it('runs the stage again with the same digest, behind the gates that held it', async () => {
    const opening = await open()
    const { api, platform } = opening
    const first = await release(opening, 'key-00001')
    const where = 'projects/shop/deployments/api/production'
    const asked = { run: first.id, stage: 'production' }
    const plan = await parsed(call(api, 'dan', 'POST', `${where}/rollback-plan`, asked), planRollback.response)
    expect(plan.stages.map(({ stage, after }) => [stage, after])).toEqual([['production', []]])
    expect(plan.stages[0]?.manifests[0]?.after).toContain('value-of-digest')
    const body = { ...asked, note: 'Back', idempotencyKey: 'key-00002' }
    expect((await call(api, 'lea', 'POST', `${where}/rollback`, body)).status).toBe(403)
    const run = await parsed(call(api, 'dan', 'POST', `${where}/rollback`, body), rollBack.response)
    expect(run).toMatchObject({ number: 2, line: 'release', note: 'Back' })
    const waiting = await until(api, run.id, (now) => now.gates['production']?.state === 'waiting')
    expect(waiting.stages['production']?.digest).toBe(first.stages['production']?.digest)
    await approve(api, waiting)
    await until(api, run.id, isStage('production', 'running'))
    platform.engine.finish('release-2-1-production')
    const done = await until(api, run.id, (now) => now.state === 'succeeded')
    expect(done.results).toEqual([{ name: 'url', value: 'value-of-url' }])
    const again = await parsed(call(api, 'dan', 'POST', `${where}/rollback`, body), rollBack.response)
    expect(again.id).toBe(run.id)
  })

  it('is refused for a stage that is not of this deployment, or deployed nothing', async () => {
    const opening = await open()
    const run = await release(opening, 'key-00001')
    const plan = (deployment: string, stage: string) =>
      call(opening.api, 'dan', 'POST', `projects/shop/deployments/api/${deployment}/rollback-plan`, {
        run: run.id,
        stage,
      })
    expect((await plan('staging', 'production')).status).toBe(404)
    expect((await plan('staging', 'build')).status).toBe(409)
  })

  it('is refused where the image of the version has been removed', async () => {
    const opening = await open()
    const run = await release(opening, 'key-00001')
    const { target, images } = opening.platform
    const plan = () =>
      call(opening.api, 'dan', 'POST', 'projects/shop/deployments/api/production/rollback-plan', {
        run: run.id,
        stage: 'production',
      })
    const origin = { run: run.id, attempt: 1, stage: 'production', version: '', stageDigest: '', by: '' }
    target.past.push({
      target: { project: 'shop', application: 'api', deployment: 'production', environment: 'production' },
      history: [{ origin, at: '2026-01-01T00:00:00Z', state: 'ready', message: '', imageDigest: 'sha256:a,sha256:b' }],
    })
    for (const digest of ['sha256:a', 'sha256:b']) images.stored.set(digest, { bytes: 1, storedAt: 0 })
    expect((await plan()).status).toBe(200)
    images.stored.delete('sha256:b')
    const refused = await plan()
    expect(refused.status).toBe(409)
    expect((await parsed(refused, problemSchema)).message).toContain('removed')
  })
})

describe('the list of runs', () => {
  it('narrows by state, person, environment, time and words, and says what is usual', async () => {
    const opening = await open()
    const { api, platform } = opening
    const list = async (query: string) =>
      parsed(call(api, 'lea', 'GET', `projects/shop/runs${query}`), listRuns.response)
    for (const key of ['key-00001', 'key-00002']) {
      await release(opening, key)
      platform.clock.advance(60_000)
    }
    const third = await startRelease(api, 'key-00003')
    await until(api, third.id, isStage('build', 'running'))
    const all = await list('')
    expect(all).toMatchObject({ total: 3, runs: [{ number: 3, isWorking: true }, { number: 2 }, { number: 1 }] })
    expect(all.runs.map(({ usual }) => usual)).toEqual([0, 0, undefined])
    const numbers = async (query: string) => (await list(query)).runs.map(({ number }) => number)
    expect(await numbers('?state=succeeded,failed')).toEqual([2, 1])
    expect(await numbers('?state=running')).toEqual([3])
    expect(await numbers('?environment=production')).toEqual([2, 1])
    expect(await numbers('?by=mio')).toEqual([])
    expect(await numbers('?text=Release%202')).toEqual([2])
    expect(all.runs[0]?.commits).toMatchObject([{ revision: 'main', subject: 'Begin', at: '2026-01-01T00:00:00Z' }])
    expect(await numbers('?text=begin')).toEqual([3, 2, 1])
    expect(await numbers(`?from=${third.startedAt}`)).toEqual([3])
    expect(await numbers(`?runs=${third.id}`)).toEqual([3])
    expect(await numbers('?limit=1')).toEqual([3])
    expect(await numbers(`?limit=1&before=${third.id}`)).toEqual([2])
    expect((await call(api, 'lea', 'GET', 'projects/shop/runs?state=odd')).status).toBe(400)
    await call(api, 'dan', 'POST', `projects/shop/runs/${third.id}/cancel`, { mode: 'Cancelled' })
    await until(api, third.id, (run) => run.state !== 'running')
    expect(await numbers('?state=running')).toEqual([])
  })
})
