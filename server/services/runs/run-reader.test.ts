import { expect, it, vi } from 'vitest'
import type { RunEvent } from '#domain/run/events.ts'
import { foldRun } from '#domain/run/evolve.ts'
import { createMemoryRuns } from '../../stores/memory/memory-runs.ts'
import { createMemorySnapshots } from '../../stores/memory/memory-snapshots.ts'
import { createRunReader } from './run-reader.ts'

const at = '2026-01-01T00:00:00.000Z'
const by = { id: 'dan', name: 'Dan' }
const started: RunEvent = { kind: 'run-started', at, line: 'l', number: 1, note: '', by, snapshot: 's' }
const joined = (number: number): RunEvent => ({
  ...{ kind: 'queue-joined', at, attempt: 1, queue: String(number) },
  behind: { run: 'q', line: 'l', number: 2 },
})

async function runOf(count: number) {
  const runs = createMemoryRuns()
  const record = await runs.create({
    ...{ id: 'r', project: 'p', line: 'l', idempotencyKey: 'k' },
    events: () => [started, ...Array.from({ length: count - 1 }, (_, index) => joined(index))],
  })
  return { runs, record, reader: createRunReader({ runs, snapshots: createMemorySnapshots() }) }
}

it('reads a long run in pieces, and lets others go on between', async () => {
  const { runs, record, reader } = await runOf(1200)
  const read = vi.spyOn(runs, 'read')
  let hasGoneOn = false
  setTimeout(() => (hasGoneOn = true))
  const both = await Promise.all([reader.ofRecord(record), reader.ofRecord(record)])
  expect(hasGoneOn).toBe(true)
  const whole = foldRun('p', await runs.read('r'))
  expect(both).toEqual([whole, whole])
  expect(read.mock.calls.slice(0, -1).every(([, , limit]) => limit === 500)).toBe(true)
})

it('caches a run that a caller has folded, unless it has a newer one', async () => {
  const { runs, record, reader } = await runOf(3)
  const [older, newer] = [foldRun('p', await runs.read('r', 0, 2)), foldRun('p', await runs.read('r'))]
  if (older === undefined || newer === undefined) throw new Error('no run')
  reader.know(newer)
  reader.know(older)
  const read = vi.spyOn(runs, 'read')
  expect(await reader.ofRecord(record)).toBe(newer)
  expect(read).not.toHaveBeenCalled()
})
