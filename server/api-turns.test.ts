import { afterEach, describe, expect, it } from 'vitest'
import { listQueues } from '#contract/queues.ts'
import { createApi, type Api } from './api.ts'
import { call, parsed, until } from './testing/calls.ts'
import { createMemoryPlatform, shopLine, type MemoryPlatform } from './testing/memory-platform.ts'
import { isStage, publish, startRelease, toGate } from './testing/shop.ts'

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

describe('runs of one project', () => {
  it('take turns in an environment and say who they wait for, also after a crash', async () => {
    const platform = await createMemoryPlatform()
    const crashed = platform.open()
    const [first, second] = [await startRelease(crashed, 'key-first'), await startRelease(crashed, 'key-second')]
    for (const run of [first, second]) {
      await until(crashed, run.id, isStage('build', 'running'))
      platform.engine.finish(`release-${run.number}-1-build`)
    }
    await until(crashed, first.id, isStage('staging', 'running'))
    const behind = { run: first.id, line: 'release', number: 1 }
    const waiting = await until(crashed, second.id, ({ queues = [] }) => queues.length > 0)
    expect(waiting.queues).toMatchObject([{ queue: 'environment/staging', behind }])
    const { queues } = await parsed(call(crashed, 'lea', 'GET', 'projects/shop/queues'), listQueues.response)
    expect(
      queues.map(({ queue, runs }) => [queue, runs.map(({ number, since }) => [number, since !== undefined])]),
    ).toEqual([
      [
        'environment/staging',
        [
          [1, false],
          [2, true],
        ],
      ],
    ])
    await crashed.close()

    const api = open(platform)
    platform.engine.finish('release-2-1-check')
    await until(api, second.id, isStage('check', 'succeeded'))
    expect(platform.engine.started).not.toContain('release-2-1-staging')
    platform.engine.finish('release-1-1-staging')
    await until(api, second.id, isStage('staging', 'running'))
    expect((await parsed(call(api, 'lea', 'GET', 'projects/shop/queues'), listQueues.response)).queues).toEqual([])
  })

  it('do not wait where an environment takes all at once', async () => {
    const platform = await createMemoryPlatform()
    await publish(platform, 'rules/staging', '{"concurrency":{"oneAtATime":false}}')
    const api = open(platform)
    for (const key of ['key-first', 'key-second']) {
      const run = await startRelease(api, key)
      await until(api, run.id, isStage('build', 'running'))
      platform.engine.finish(`release-${run.number}-1-build`)
      const delivering = await until(api, run.id, isStage('staging', 'running'))
      expect(delivering.queues ?? []).toEqual([])
    }
  })

  it('are ended by a newer one that has come to the gate where they wait, if the line says so', async () => {
    const platform = await createMemoryPlatform()
    const concurrency = '  concurrency: { oneAtATime: false, newestSupersedes: true }\n  gates:'
    await publish(platform, 'line/release', shopLine.replace('  gates:', concurrency))
    const api = open(platform)
    const older = await toGate(api, platform, await startRelease(api, 'key-first'))
    const newer = await toGate(api, platform, await startRelease(api, 'key-second'))
    const ended = await until(api, older.id, ({ endedAt }) => endedAt !== undefined)
    expect(ended).toMatchObject({ state: 'superseded', supersededBy: { run: newer.id, number: 2 } })
    const vote = { decision: 'approve', evidence: older.gates['production']?.evidence, comment: 'late' }
    const late = await call(api, 'mio', 'POST', `projects/shop/runs/${older.id}/gates/production/decisions`, vote)
    expect(late.status).toBe(409)
    expect((await until(api, newer.id, () => true)).state).toBe('needs-approval')
  })

  it('go on with the adapters that they froze when the platform is upgraded meanwhile', async () => {
    const platform = await createMemoryPlatform()
    const before = platform.open()
    const run = await startRelease(before, 'key-first')
    await until(before, run.id, isStage('build', 'running'))
    await before.close()
    const { kernel, modules } = platform.ports
    const compiled: unknown[] = []
    const sources = { digest: 'sha256:newer', files: { 'new.cue': 'package new' } }
    const api = createApi({
      ...platform.ports,
      modules: modules.map((module) => ({ ...module, sources })),
      kernel: {
        ...kernel,
        async compileInfrastructure(request) {
          compiled.push(request.modules)
          return kernel.compileInfrastructure(request)
        },
      },
    })
    opened.push(api)
    platform.engine.finish('release-1-1-build')
    await until(api, run.id, isStage('staging', 'running'))
    expect(compiled).toEqual([[{ digest: 'sha256:m', files: {} }]])
  })

  it('begin one after the other where the line takes one at a time; stop lets what runs end and begins nothing more', async () => {
    const platform = await createMemoryPlatform()
    const concurrency = '  concurrency: { oneAtATime: true }\n  gates:'
    await publish(platform, 'line/release', shopLine.replace('  gates:', concurrency))
    const api = open(platform)
    const [first, second] = [await startRelease(api, 'key-first'), await startRelease(api, 'key-second')]
    await until(api, first.id, isStage('build', 'running'))
    expect((await until(api, second.id, ({ state }) => state === 'queued')).queues?.[0]?.queue).toBe('line/release')
    const stop = { mode: 'StoppedRunFinally' }
    expect((await call(api, 'dan', 'POST', `projects/shop/runs/${first.id}/cancel`, stop)).status).toBe(202)
    platform.engine.finish('release-1-1-build')
    const stopped = await until(api, first.id, ({ endedAt }) => endedAt !== undefined)
    expect([stopped.state, stopped.stages['staging']?.state]).toEqual(['cancelled', 'cancelled'])
    await until(api, second.id, isStage('build', 'running'))
  })
})
