import { afterEach, expect, it, vi } from 'vitest'
import { foldRun } from '#domain/run/evolve.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import { createMemoryRunIndex } from '../../stores/memory/memory-run-index.ts'
import { createMemoryRuns } from '../../stores/memory/memory-runs.ts'
import { createRunLists } from './run-lists.ts'

const snapshot: Snapshot = {
  line: { apiVersion: 'vs.axis-dev.io/v1', kind: 'AssemblyLine', metadata: { name: 'l' }, spec: { stages: [] } },
  lineVersion: { number: 1, digest: 'd' },
  inputs: {},
  stages: [],
  modules: [],
  notProven: [],
}

const by = { id: 'dan', name: 'Dan' }

/** A list of runs, each of which takes 50 ms to read. */
async function listOf(count: number) {
  const runs = createMemoryRuns()
  for (let number = 1; number <= count; number += 1) {
    const at = new Date(number * 1000).toISOString()
    const started = { kind: 'run-started', at, line: 'l', number, note: '', by, snapshot: 's' } as const
    const id = `run-${String(number)}`
    await runs.create({ id, project: 'p', line: 'l', idempotencyKey: `key-${id}`, events: () => [started] })
  }
  return createRunLists(
    {
      runIndex: createMemoryRunIndex(runs),
      clock: {
        now: () => 0,
        after(milliseconds, call) {
          const timer = setTimeout(call, milliseconds)
          return () => clearTimeout(timer)
        },
      },
    },
    {
      async ofRecord(record) {
        await new Promise((resolve) => setTimeout(resolve, 50))
        const run = foldRun('p', await runs.read(record.id, 0))
        if (run === undefined) throw new Error('no run')
        return run
      },
      snapshot: async () => snapshot,
    },
  )
}

afterEach(() => void vi.useRealTimers())

it('answers with the newest runs while the list is made anew, and says how many are missing', async () => {
  const lists = await listOf(100)
  vi.useFakeTimers()
  const asked = lists.list('p', { limit: 10 })
  await vi.advanceTimersByTimeAsync(1300)
  const early = await asked
  expect(early.left).toBeGreaterThan(0)
  await vi.advanceTimersByTimeAsync(1000)
  const again = lists.list('p', { limit: 3 })
  await vi.advanceTimersByTimeAsync(1000)
  const { runs, left = 0, total = 0 } = await again
  expect(runs.map(({ number }) => number)).toEqual([100, 99, 98])
  expect(left).toBeGreaterThan(0)
  expect(total + left).toBe(100)
  await vi.advanceTimersByTimeAsync(10_000)
  const whole = await lists.list('p', { limit: 1 })
  expect(whole).toMatchObject({ total: 100 })
  expect(whole.left).toBeUndefined()
})

it('tells a caller who cannot wait how many runs are still missing', async () => {
  const lists = await listOf(100)
  vi.useFakeTimers()
  const asked = lists.behind('p')
  await vi.advanceTimersByTimeAsync(1300)
  expect(await asked).toBeGreaterThan(50)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await lists.behind('p')).toBe(0)
})
