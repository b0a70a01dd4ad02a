import { afterEach, describe, expect, it } from 'vitest'
import { problem, problemSchema } from '#domain/problem.ts'
import { err } from '#domain/result.ts'
import { createApi, type Api } from './api.ts'
import type { RunStore } from './ports/runs.ts'
import { call, until } from './testing/calls.ts'
import { createMemoryPlatform, shopLine, type MemoryPlatform } from './testing/memory-platform.ts'
import { isStage, publish, startRelease } from './testing/shop.ts'

let opened: Api[] = []
afterEach(async () => {
  await Promise.all(opened.map((api) => api.close()))
  opened = []
})

/** A store on a disk that is full while `isFull`, and slow while `delay` milliseconds are given. */
function troubled(runs: RunStore): { readonly disk: { isFull: boolean; delay: number }; readonly store: RunStore } {
  const disk = { isFull: false, delay: 0 }
  async function meet(): Promise<void> {
    if (disk.delay > 0) await new Promise((resolve) => setTimeout(resolve, disk.delay))
    if (disk.isFull) throw new Error('ENOSPC: no space left on device, write')
  }
  const store: RunStore = {
    ...runs,
    async create(request) {
      await meet()
      return runs.create(request)
    },
    async append(request) {
      await meet()
      return runs.append(request)
    },
  }
  return { disk, store }
}

async function open(platform: MemoryPlatform) {
  const { disk, store } = troubled(platform.ports.runs)
  const api = createApi({ ...platform.ports, runs: store })
  opened.push(api)
  return { api, disk }
}

function begin(api: Api, key: string): Promise<Response> {
  return call(api, 'dan', 'POST', 'projects/shop/lines/release/runs', { inputs: {}, idempotencyKey: key })
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setTimeout(resolve, 0))
}

describe('a full disk', () => {
  it('is named when a run is to begin, and holds up what runs until there is room again; nothing begins twice', async () => {
    const platform = await createMemoryPlatform()
    const { api, disk } = await open(platform)
    const run = await startRelease(api, 'key-first')
    await until(api, run.id, isStage('build', 'running'))
    disk.isFull = true
    const refused = await begin(api, 'key-second')
    expect([refused.status, problemSchema.parse(await refused.json()).code]).toEqual([507, 'storage-full'])
    platform.engine.finish('release-1-1-build')
    for (let again = 0; again < 3; again += 1) {
      platform.clock.advance(2000)
      await settle()
    }
    expect((await until(api, run.id, () => true)).stages['build']?.state).toBe('running')
    const cancelled = await call(api, 'dan', 'POST', `projects/shop/runs/${run.id}/cancel`, {})
    expect(cancelled.status).toBe(507)
    disk.isFull = false
    for (let again = 0; again < 3; again += 1) {
      platform.clock.advance(2000)
      await settle()
    }
    const further = await until(api, run.id, isStage('staging', 'running'))
    expect(further.cancel).toBeUndefined()
    expect(platform.engine.started).toEqual([...new Set(platform.engine.started)])
    expect((await begin(api, 'key-second')).status).toBe(201)
    expect(platform.reported.some((line) => line.includes('The disk is full'))).toBe(true)
  })
})

describe('a supervisor that does not answer for a moment', () => {
  it('neither refuses a run that is stored, nor leaves it standing', async () => {
    const platform = await createMemoryPlatform()
    let isAway = true
    const target = {
      ...platform.target,
      async running(project: string) {
        if (isAway) throw new Error('The supervisor that runs the steps does not answer')
        return platform.target.running(project)
      },
    }
    const api = createApi({ ...platform.ports, target })
    opened.push(api)
    const { id, stages } = await startRelease(api)
    expect(stages['build']?.state).toBe('pending')
    isAway = false
    platform.clock.advance(2000)
    await until(api, id, isStage('build', 'running'))
    expect(platform.reported.some((line) => line.includes('does not answer'))).toBe(true)
  })
})

describe('a disk that was full for a moment', () => {
  it('does not bring back what was true before', async () => {
    const platform = await createMemoryPlatform()
    const { api, disk } = await open(platform)
    const { id } = await startRelease(api)
    await until(api, id, isStage('build', 'running'))
    disk.isFull = true
    platform.engine.say('release-1-1-build', 'Pending')
    await settle()
    disk.isFull = false
    platform.engine.say('release-1-1-build', 'Running')
    await settle()
    platform.clock.advance(2000)
    await settle()
    const told = await until(api, id, ({ stages }) => (stages['build']?.taskRuns.length ?? 0) > 0)
    expect(told.stages['build']?.taskRuns.map(({ condition }) => condition.reason)).toEqual(['Running'])
  })
})

describe('a slow disk', () => {
  it('delays a run and changes nothing else about it', async () => {
    const platform = await createMemoryPlatform()
    const { api, disk } = await open(platform)
    disk.delay = 20
    const run = await startRelease(api, 'key-first')
    for (const stage of ['build', 'staging', 'check']) {
      await expect.poll(async () => (await until(api, run.id, () => true)).stages[stage]?.state).toBe('running')
      platform.engine.finish(`release-1-1-${stage}`)
    }
    await expect.poll(async () => (await until(api, run.id, () => true)).state).toBe('needs-approval')
    expect(platform.engine.started).toEqual([...new Set(platform.engine.started)])
  })
})

describe('a run that cannot be read', () => {
  it('is said once, and holds up no other when the server starts again', async () => {
    const platform = await createMemoryPlatform()
    const { api: before } = await open(platform)
    const lost = await startRelease(before, 'key-first')
    const other = await startRelease(before, 'key-second')
    await until(before, other.id, isStage('build', 'running'))
    await before.close()

    const { runs } = platform.ports
    let isBroken = true
    const store: RunStore = {
      ...runs,
      read: async (id, from) => {
        if (isBroken && id === lost.id) throw new Error('Row 2 is damaged')
        return runs.read(id, from)
      },
    }
    const api = createApi({ ...platform.ports, runs: store })
    opened.push(api)
    platform.engine.finish(`release-${other.number}-1-build`)
    await until(api, other.id, isStage('staging', 'running'))
    platform.clock.advance(2000)
    await settle()
    platform.clock.advance(2000)
    await settle()
    const said = platform.reported.filter((line) => line.includes(lost.id))
    expect(said).toEqual([`orchestrator: The run ${lost.id} cannot be taken up: Row 2 is damaged`])

    isBroken = false
    platform.clock.advance(2000)
    platform.engine.finish(`release-${lost.number}-1-build`)
    await until(api, lost.id, isStage('build', 'succeeded'))
  })
})

describe('a clock that jumps', () => {
  it.each([
    ['back by a day', -24],
    ['on by a year', 24 * 365],
  ])('%s: runs go on in their order, none is lost or begun twice', async (_, hours) => {
    const platform = await createMemoryPlatform()
    const { api } = await open(platform)
    const first = await startRelease(api, 'key-first')
    await until(api, first.id, isStage('build', 'running'))
    platform.clock.advance(hours * 3_600_000)
    const second = await startRelease(api, 'key-second')
    await until(api, second.id, isStage('build', 'running'))
    platform.engine.finish('release-1-1-build')
    await until(api, first.id, isStage('staging', 'running'))
    platform.engine.finish('release-2-1-build')
    // The first one has the turn, whatever the clock says.
    const waiting = await until(api, second.id, ({ queues = [] }) => queues.length > 0)
    expect(waiting.queues?.[0]?.behind.run).toBe(first.id)
    platform.engine.finish('release-1-1-staging')
    await until(api, second.id, isStage('staging', 'running'))
    expect(platform.engine.started).toEqual([...new Set(platform.engine.started)])
  })
})

describe('a value from an earlier stage that fits nothing', () => {
  it('fails the stage that needs it, which shows the value and what is wrong with it', async () => {
    const platform = await createMemoryPlatform()
    const { api } = await open(platform)
    const digest = '- name: imageDigest\n            value: $(stages.build.results.digest)'
    const both = `${digest}\n          ${digest.replace('imageDigest', 'replicas')}`
    await publish(platform, 'line/release', shopLine.replace(digest, both))
    const run = await startRelease(api)
    await until(api, run.id, isStage('build', 'running'))
    platform.engine.finish('release-1-1-build')
    const { stages } = await until(api, run.id, isStage('staging', 'failed'))
    expect(stages['staging']).toMatchObject({
      reason: 'CannotCompile',
      message: 'The parameter "replicas" is declared as int, but its value is no whole number',
    })
    const known = stages['staging']?.parameters.find(({ name }) => name === 'replicas')
    expect(known).toMatchObject({ state: 'known', value: 'value-of-digest' })
  })
})

describe('a QVS Config that cannot be compiled now', () => {
  it('is what is said of a line that needs its pipelines, and not that there are none', async () => {
    const platform = await createMemoryPlatform()
    const late = problem('timed-out', 'Evaluating the adapters took too long', { fix: 'Try again' })
    const kernel = { ...platform.ports.kernel, compilePipelines: async () => err(late) }
    const api = createApi({ ...platform.ports, kernel })
    opened.push(api)
    const refused = problemSchema.parse(await (await begin(api, 'key-late')).json())
    expect(refused).toMatchObject({ message: late.message, fix: 'Try again' })
    expect(refused.findings?.[0]?.place.document).toBe('qvs-config/api')
  })
})
