import { afterEach, describe, expect, it } from 'vitest'
import { readDocument } from '#contract/documents.ts'
import { readGate } from '#contract/gate-evidence.ts'
import { listRuns } from '#contract/run-lists.ts'
import { startRun } from '#contract/runs.ts'
import { problemSchema } from '#domain/problem.ts'
import { hasEnded } from '#domain/run/run-state.ts'
import type { Run } from '#domain/run/state.ts'
import { createApi, type Api } from './api.ts'
import type { ObjectReader } from './engines/engine.ts'
import { call, parsed, readRun, until } from './testing/calls.ts'
import { createMemoryPlatform, type MemoryPlatform } from './testing/memory-platform.ts'
import { isStage, publish, startRelease, toGate } from './testing/shop.ts'
import { createScriptedEngine } from './testing/scripted-engine.ts'

let opened: Api[] = []
afterEach(async () => {
  await Promise.all(opened.map((api) => api.close()))
  opened = []
})

function open(platform: MemoryPlatform): Api {
  const api = platform.open()
  opened.push(api)
  return api
}

async function decide(
  api: Api,
  person: string,
  run: Run,
  decision: string,
  evidence = run.gates['production']?.evidence,
): Promise<Response> {
  return call(api, person, 'POST', `projects/shop/runs/${run.id}/gates/production/decisions`, {
    decision,
    evidence,
    comment: 'seen',
  })
}

describe('a run', () => {
  it('goes from start over the gate to success', async () => {
    const platform = await createMemoryPlatform()
    const api = open(platform)
    const run = await startRelease(api)
    expect(Object.keys(run.stages)).toEqual(['build', 'staging', 'check', 'production'])
    const waiting = await toGate(api, platform, run)
    expect(waiting.state).toBe('needs-approval')
    expect(waiting.stages['staging']?.manifests[0]?.text).toContain('value-of-digest')
    const view = await call(api, 'mio', 'GET', `projects/shop/runs/${run.id}/gates/production`)
    const gate = await parsed(view, readGate.response)
    expect(gate).toMatchObject({ holds: ['production'], environment: 'production', approvals: 0 })
    expect(gate.evidence?.manifests[0]).toMatchObject({ application: 'api', now: '' })
    expect(gate.people.map(({ standing }) => standing)).toEqual([
      'may-vote',
      'not-an-approver',
      'may-vote',
      'not-an-approver',
    ])
    expect((await decide(api, 'dan', waiting, 'approve')).status).toBe(403)
    const approved = await decide(api, 'mio', waiting, 'approve')
    expect(approved.status).toBe(200)
    expect((await decide(api, 'aya', waiting, 'approve')).status).toBe(409)
    await until(api, run.id, isStage('production', 'running'))
    platform.engine.finish('release-1-1-production')
    const done = await until(api, run.id, (now) => now.state === 'succeeded')
    expect(done.results).toEqual([{ name: 'url', value: 'value-of-url' }])
    expect(platform.engine.started).toEqual([...new Set(platform.engine.started)])
    const list = await parsed(call(api, 'lea', 'GET', 'projects/shop/runs'), listRuns.response)
    expect(list.runs[0]).toMatchObject({ state: 'succeeded', reached: ['staging', 'production'] })
    expect(platform.reported).toEqual([])
  })

  it('answers the same run for the same key', async () => {
    const api = open(await createMemoryPlatform())
    expect((await startRelease(api)).id).toBe((await startRelease(api)).id)
    expect((await startRelease(api, 'key-00002')).number).toBe(2)
  })

  it('retries from the failed task with the same digest and keeps finished work', async () => {
    const platform = await createMemoryPlatform()
    const api = open(platform)
    const run = await startRelease(api)
    await until(api, run.id, isStage('build', 'running'))
    platform.engine.finish('release-1-1-build')
    const running = await until(api, run.id, isStage('staging', 'running'))
    platform.engine.finish('release-1-1-check')
    platform.engine.finish('release-1-1-staging', ['apply'])
    const failed = await until(api, run.id, (now) => now.state === 'failed')
    expect(failed.stages['check']?.state).toBe('succeeded')
    expect(failed.stages['production']).toMatchObject({ state: 'skipped', reason: 'ParentNotSucceeded' })
    expect((await call(api, 'lea', 'POST', `projects/shop/runs/${run.id}/retry`)).status).toBe(403)
    expect((await call(api, 'dan', 'POST', `projects/shop/runs/${run.id}/retry`)).status).toBe(202)
    const again = await until(api, run.id, isStage('staging', 'running'))
    expect(again.attempt).toBe(2)
    expect(again.stages['staging']?.digest).toBe(running.stages['staging']?.digest)
    expect(again.stages['staging']?.pipelineRun?.spec.pipelineSpec.tasks.map(({ name }) => name)).toEqual(['apply'])
    expect(again.stages['staging']?.taskRuns.map(({ pipelineTask }) => pipelineTask)).toEqual(['render'])
    expect(again.stages['build']).toMatchObject({ state: 'succeeded', attempt: 1 })
    platform.engine.finish('release-1-2-staging')
    await until(api, run.id, (now) => now.gates['production']?.state === 'waiting')
    expect([...platform.engine.started].sort()).toEqual([
      'release-1-1-build',
      'release-1-1-check',
      'release-1-1-staging',
      'release-1-2-staging',
    ])
  })

  it('is rejected at the gate, and asks again after a retry', async () => {
    const platform = await createMemoryPlatform()
    const api = open(platform)
    const waiting = await toGate(api, platform, await startRelease(api))
    await decide(api, 'mio', waiting, 'reject')
    const failed = await until(api, waiting.id, (now) => now.state === 'failed')
    expect(failed.gates['production']?.state).toBe('rejected')
    expect(failed.stages['production']?.state).toBe('skipped')
    await call(api, 'dan', 'POST', `projects/shop/runs/${waiting.id}/retry`)
    const again = await until(api, waiting.id, (now) => now.gates['production']?.state === 'waiting')
    expect(again.gates['production']?.decisions).toEqual([])
    expect(again.gates['production']?.evidence).toBe(waiting.gates['production']?.evidence)
  })

  it('voids approvals when what runs there changes, and refuses decisions on old evidence', async () => {
    const platform = await createMemoryPlatform()
    const api = open(platform)
    const waiting = await toGate(api, platform, await startRelease(api))
    await platform.target.rollOut({
      target: { project: 'shop', application: 'api', deployment: 'production', environment: 'production' },
      documents: ['other'],
      secrets: [],
      origin: { run: 'elsewhere', attempt: 1, stage: 's', version: '1', stageDigest: '', by: 'x' },
      idempotencyKey: 'k',
    })
    api.services.orchestrator.poke('shop')
    const changed = await until(
      api,
      waiting.id,
      (now) => now.gates['production']?.evidence !== waiting.gates['production']?.evidence,
    )
    const refused = await decide(api, 'mio', waiting, 'approve')
    expect(refused.status).toBe(409)
    expect((await parsed(refused, problemSchema)).code).toBe('evidence-changed')
    expect((await decide(api, 'mio', changed, 'approve')).status).toBe(200)
  })

  it('is cancelled, and can be retried', async () => {
    const platform = await createMemoryPlatform()
    const api = open(platform)
    const run = await startRelease(api)
    await until(api, run.id, isStage('build', 'running'))
    expect((await call(api, 'dan', 'POST', `projects/shop/runs/${run.id}/cancel`, { mode: 'Cancelled' })).status).toBe(
      202,
    )
    const cancelled = await until(api, run.id, (now) => now.state === 'cancelled')
    expect(Object.values(cancelled.stages).every(({ state }) => state === 'cancelled')).toBe(true)
    await call(api, 'dan', 'POST', `projects/shop/runs/${run.id}/retry`)
    expect((await until(api, run.id, isStage('build', 'running'))).cancel).toBeUndefined()
  })

  it('survives crashes of the server at any point without starting a stage twice', async () => {
    for (let crashAt = 0; crashAt < 24; crashAt += 1) {
      const platform = await createMemoryPlatform()
      let api = open(platform)
      const run = await startRelease(api)
      const crash = (): void => {
        // Nothing is closed in order: the old server only loses its engine and never hears of it again.
        void api.close()
        api = open(platform)
      }
      let turns = 0
      let now = run
      for (; turns < 400 && now.state !== 'succeeded'; turns += 1) {
        if (turns === crashAt || turns === crashAt + 7) crash()
        for (const name of [...platform.engine.runs.keys()]) if (turns % 3 === 0) platform.engine.finish(name)
        if (now.gates['production']?.state === 'waiting') await decide(api, 'mio', now, 'approve')
        await new Promise((resolve) => setTimeout(resolve, 0))
        now = await readRun(api, run.id)
      }
      expect(now.state, `crash at ${crashAt}`).toBe('succeeded')
      expect([...platform.engine.started].sort()).toEqual([
        'release-1-1-build',
        'release-1-1-check',
        'release-1-1-production',
        'release-1-1-staging',
      ])
      const events = await platform.ports.runs.read(run.id)
      expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1))
      expect(events.filter(({ event }) => event.kind === 'stage-started')).toHaveLength(4)
    }
  })

  it('tries again when the supervisor cannot be reached', async () => {
    const platform = await createMemoryPlatform()
    let failures = 2
    const createEngine: typeof platform.ports.createEngine = ({ signal }) => {
      const engine = createScriptedEngine(platform.engine, signal)
      return {
        ...engine,
        async submit(run) {
          if (failures > 0) {
            failures -= 1
            throw new Error('connect ENOENT')
          }
          return engine.submit(run)
        },
      }
    }
    const api = createApi({ ...platform.ports, createEngine })
    opened.push(api)
    const run = await startRelease(api)
    expect(platform.engine.started).toEqual([])
    for (let turn = 0; turn < 5; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 1))
      platform.clock.advance(2000)
    }
    await until(api, run.id, isStage('build', 'running'))
    expect(platform.engine.started).toEqual(['release-1-1-build'])
    expect(platform.reported.length).toBe(2)
  })

  it('gives secrets and tokens to the stage that they are for, and only while it runs', async () => {
    const platform = await createMemoryPlatform()
    let resolver: ObjectReader | undefined
    const createEngine: typeof platform.ports.createEngine = ({ objects, signal }) => {
      resolver = objects
      return createScriptedEngine(platform.engine, signal)
    }
    const api = createApi({ ...platform.ports, createEngine })
    opened.push(api)
    await call(api, 'dan', 'PUT', 'projects/shop/secrets/db', { environment: 'production', value: 'password' })
    const run = await startRelease(api)
    await until(api, run.id, isStage('build', 'running'))
    const pipelineRun = platform.engine.runs.get('release-1-1-build')?.run
    if (pipelineRun === undefined || resolver === undefined) throw new Error('not started')
    expect(await resolver.resolve({ pipelineRun, name: 'db', key: 'password' })).toBeUndefined()
    const token = await resolver.resolve({ pipelineRun, name: 'linewright-task', key: 'token' })
    expect((await call(api, token, 'GET', 'task/manifests')).status).toBe(200)
    const git = await resolver.resolve({ pipelineRun, name: 'linewright-git', key: 'token' })
    expect(await api.services.gitTokens.authorise({ project: 'shop', repository: 'api' }, git)).toMatchObject({
      read: true,
      write: false,
    })
    expect(await api.services.gitTokens.authorise({ project: 'other', repository: 'api' }, git)).toBeUndefined()
    platform.engine.finish('release-1-1-build')
    await until(api, run.id, isStage('build', 'succeeded'))
    expect(await resolver.resolve({ pipelineRun, name: 'linewright-task', key: 'token' })).toBeUndefined()
    await call(api, 'dan', 'POST', `projects/shop/runs/${run.id}/cancel`, { mode: 'Cancelled' })
    await until(api, run.id, hasEnded)
    expect(await api.services.gitTokens.authorise({ project: 'shop', repository: 'api' }, git)).toBeUndefined()
  })

  it('stores in one piece what is learnt of many stages at the same time', async () => {
    const platform = await createMemoryPlatform()
    const names = Array.from({ length: 40 }, (_, index) => `build-${String(index)}`)
    const stages = names.map(
      (name) => `    - { name: ${name}, spec: { pipeline: api-build, deployment: { app: api, name: staging } } }\n`,
    )
    const text = `apiVersion: vs.axis-dev.io/v1\nkind: AssemblyLine\nmetadata: { name: wide }\nspec:\n  stages:\n${stages.join('')}`
    await publish(platform, 'line/wide', text)
    let stored = 0
    const runs: typeof platform.ports.runs = {
      ...platform.ports.runs,
      append(added) {
        stored += 1
        return platform.ports.runs.append(added)
      },
    }
    const api = createApi({ ...platform.ports, runs })
    opened.push(api)
    const body = { inputs: {}, idempotencyKey: 'key-00010' }
    const run = await parsed(call(api, 'dan', 'POST', 'projects/shop/lines/wide/runs', body), startRun.response)
    await until(api, run.id, (now) => names.every((name) => isStage(name, 'running')(now)))
    for (const name of names) platform.engine.finish(`wide-1-1-${name}`)
    await until(api, run.id, (now) => now.state === 'succeeded')
    expect(stored).toBeLessThan(names.length)
  })

  it('is not started with a missing parameter or an unknown revision', async () => {
    const platform = await createMemoryPlatform()
    const api = open(platform)
    const answer = call(api, 'lea', 'GET', 'projects/shop/document?id=parameters/project')
    const project = await parsed(answer, readDocument.response)
    await call(api, 'dan', 'POST', 'projects/shop/change-sets', {
      message: 'm',
      parts: [{ id: 'parameters/project', base: project.digest, text: 'config: {}' }],
    })
    const refused = await call(api, 'dan', 'POST', 'projects/shop/lines/release/runs', {
      inputs: {},
      idempotencyKey: 'key-00009',
    })
    expect(refused.status).toBe(422)
    expect(JSON.stringify(await refused.json())).toContain('replicas')
  })
})
