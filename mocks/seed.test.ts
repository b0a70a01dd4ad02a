import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKernelPool, type KernelPool } from '#compiler/host/kernel-pool.ts'
import { hasEnded } from '#domain/run/run-state.ts'
import { createApi } from '#server/api.ts'
import { createManualClock } from '#server/ports/manual-clock.ts'
import { bookshelf, builtinModule } from './bundled-files.ts'
import { createDemoPorts } from './demo-ports.ts'
import { rememberAnswers, type RememberingKernel } from './kernel/remembering-kernel.ts'
import { seedDemo } from './seed.ts'
import type { Entry } from './world/entries.ts'
import { createMemoryJournal, createMemoryShelf } from './world/memory-journal.ts'
import { openWorld } from './world/world.ts'

const now = Date.parse('2026-05-04T12:00:00Z')
const origin = 'https://demo.invalid'
const entries: Entry[] = []
const reports: string[] = []
let pool: KernelPool
let kernel: RememberingKernel

async function demoAt(time: number) {
  const clock = createManualClock(time)
  const world = await openWorld(createMemoryJournal(entries), clock)
  const ports = createDemoPorts({
    world,
    clock,
    kernel,
    modules: [builtinModule()],
    origin,
    report: (line) => void reports.push(line),
  })
  return { clock, world, api: createApi(ports) }
}

beforeAll(async () => {
  pool = await createKernelPool()
  kernel = rememberAnswers(pool.forProject('demo'), createMemoryShelf(), 'test')
  const world = await openWorld(createMemoryJournal(entries), createManualClock(now))
  await seedDemo({
    world,
    kernel,
    modules: [builtinModule()],
    origin,
    sample: bookshelf(),
    now,
    report: (line) => void reports.push(line),
  })
}, 60_000)

afterAll(() => pool.close())

describe('the seeds of the demo', () => {
  it('are played without a surprise', () => {
    expect(reports).toEqual([])
  })

  it('hold one run that succeeded, one that waits at the gate, one that failed at its tests', async () => {
    const { api, world } = await demoAt(now)
    const records = await world.runs.list('bookshelf', { limit: 10 })
    const runs = await Promise.all(records.map((record) => api.services.reader.ofRecord(record)))
    expect(
      runs.map((run) => [run.number, hasEnded(run) ? run.attempts.at(-1)?.outcome : run.gates['production']?.state]),
    ).toEqual([
      [3, 'failed'],
      [2, 'waiting'],
      [1, 'succeeded'],
    ])
    const steps = Object.values(runs[0]?.stages ?? {}).flatMap(({ taskRuns }) =>
      taskRuns.flatMap(({ pipelineTask, steps: all }) => all.map((one) => ({ pipelineTask, ...one }))),
    )
    expect(steps.filter(({ exitCode, reason }) => exitCode === 1 && reason === 'Error')).toMatchObject([
      { pipelineTask: 'test', name: 'test' },
    ])
    await api.close()
  })

  it('leave in both environments what the runs rolled out', async () => {
    const { api, world } = await demoAt(now)
    const running = await world.target.running('bookshelf')
    expect(running.map(({ target }) => `${target.application}/${target.deployment}`).sort()).toEqual([
      'bookshelf-api/production',
      'bookshelf-api/staging',
      'bookshelf-web/production',
      'bookshelf-web/staging',
    ])
    for (const { urls, since } of running) {
      expect(urls[0]?.url).toContain('/simulated.html?service=')
      expect(Date.parse(since)).toBeLessThan(now)
    }
    await api.close()
  })

  it('leave runs that end in the past and take minutes, not an instant', async () => {
    const { api, world } = await demoAt(now)
    const [, , first] = await world.runs.list('bookshelf', { limit: 10 })
    const events = first === undefined ? [] : (await world.runs.read(first.id)).map(({ event }) => Date.parse(event.at))
    const [start = 0, end = 0] = [events[0], events.at(-1)]
    expect(end - start).toBeGreaterThan(30_000)
    expect(end).toBeLessThan(now - 24 * 3_600_000)
    await api.close()
  })
})

describe('the kept world', () => {
  it('is the same after it was opened again', async () => {
    const before = await demoAt(now)
    const records = await before.world.runs.list('bookshelf', { limit: 10 })
    await before.api.close()
    const after = await demoAt(now + 1000)
    expect(await after.world.runs.list('bookshelf', { limit: 10 })).toEqual(records)
    expect(await after.world.documents.list('bookshelf', 'line')).toEqual(
      await before.world.documents.list('bookshelf', 'line'),
    )
    await after.api.close()
  })
})
