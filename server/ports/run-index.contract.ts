import { describe, expect, it } from 'vitest'
import type { RunSummary } from '#contract/run-lists.ts'
import type { RunEvent } from '#domain/run/events.ts'
import type { IndexedRun, RunIndex, RunIndexFilter } from './run-index.ts'
import type { RunRecord, RunStore } from './runs.ts'

const by = { id: 'dan', name: 'Dan' }
const started = (number: number): RunEvent[] => [
  { kind: 'run-started', at: '2026-01-01T00:00:00.000Z', line: 'l', number, note: '', by, snapshot: 's' },
]
const cancel: RunEvent = { kind: 'cancel-requested', at: '2026-01-01T00:00:00.000Z', attempt: 1, by, mode: 'Cancelled' }

function entry(record: RunRecord, more: Partial<RunSummary> = {}, typical?: number): IndexedRun {
  const { id, line, number } = record
  const at = `2026-01-0${String(number)}T00:00:00.000Z`
  const summary: RunSummary = {
    ...{ id, line, number, state: 'succeeded', note: '', by, attempt: 1, startedAt: at, reached: [], environments: [] },
    ...{ worked: 1, workedAt: at, isWorking: false, stages: [], results: [] },
    ...more,
  }
  return { record, summary, text: `${line} ${summary.note}`, ...(typical === undefined ? {} : { typical }) }
}

/** The contract of every index over runs. */
export function runIndexContract(
  name: string,
  create: () => { readonly runs: RunStore; readonly index: RunIndex },
): void {
  async function filled() {
    const { runs, index } = create()
    const make = (id: string, line = 'l', project = 'p') =>
      runs.create({ id, project, line, idempotencyKey: `key-${id}`, events: started })
    const records = [await make('a'), await make('b'), await make('c', 'other'), await make('d')]
    await make('x', 'l', 'q')
    return { runs, index, records }
  }
  const ids = async (index: RunIndex, filter: RunIndexFilter, before?: string, limit = 10) =>
    (await index.list('p', filter, { before, limit })).map(({ id }) => id)

  describe(`run index: ${name}`, () => {
    it('names and counts what it has not seen, newest first, until it has', async () => {
      const { runs, index, records } = await filled()
      expect((await index.stale('p', 10)).map(({ id }) => id)).toEqual(['d', 'c', 'b', 'a'])
      expect((await index.stale('p', 2)).map(({ id }) => id)).toEqual(['d', 'c'])
      expect(await index.behind('p')).toBe(4)
      await index.put(records.map((record) => entry(record)))
      expect(await index.stale('p', 10)).toEqual([])
      expect(await index.behind('p')).toBe(0)
      await runs.append({ run: 'b', expected: 1, events: [cancel], ended: false })
      expect((await index.stale('p', 10)).map(({ id, sequence }) => [id, sequence])).toEqual([['b', 2]])
    })

    it('lists newest first, by pages, and counts', async () => {
      const { index, records } = await filled()
      await index.put(records.map((record) => entry(record)))
      expect(await ids(index, {})).toEqual(['d', 'c', 'b', 'a'])
      expect(await ids(index, {}, undefined, 2)).toEqual(['d', 'c'])
      expect(await ids(index, {}, 'c', 2)).toEqual(['b', 'a'])
      expect(await index.count('p', {})).toBe(4)
      expect(await index.count('q', {})).toBe(0)
    })

    it('narrows by everything that is given', async () => {
      const { index, records } = await filled()
      const [a, b, c, d] = records
      if (a === undefined || b === undefined || c === undefined || d === undefined) throw new Error('no runs')
      await index.put([
        entry(a, { state: 'failed', environments: ['staging'], note: 'paging 100%' }),
        entry(b, { by: { id: 'mio', name: 'Mio' }, environments: ['staging', 'production'] }),
        entry(c, { note: 'paging' }),
        entry(d, { state: 'running' }),
      ])
      expect(await ids(index, { line: 'other' })).toEqual(['c'])
      expect(await ids(index, { states: ['failed', 'running'] })).toEqual(['d', 'a'])
      expect(await ids(index, { environment: 'production' })).toEqual(['b'])
      expect(await ids(index, { environment: 'stag' })).toEqual([])
      expect(await ids(index, { by: 'mio' })).toEqual(['b'])
      expect(await ids(index, { words: ['paging'] })).toEqual(['c', 'a'])
      expect(await ids(index, { words: ['paging', '100%'] })).toEqual(['a'])
      expect(await ids(index, { runs: ['a', 'd', 'x'] })).toEqual(['d', 'a'])
      expect(await ids(index, { from: '2026-01-02T00:00:00.000Z', until: '2026-01-03T00:00:00.000Z' })).toEqual(['b'])
      expect(await index.count('p', { words: ['paging'], line: 'l' })).toBe(1)
    })

    it('replaces what it had, and remembers what is typical for a line', async () => {
      const { index, records } = await filled()
      await index.put(records.map((record) => entry(record, { state: 'running' })))
      await index.put(records.map((record) => entry(record, {}, record.number * 10)))
      expect(await ids(index, { states: ['running'] })).toEqual([])
      expect(await index.typical('p', 'l', 3, 10)).toEqual([20, 10])
      expect(await index.typical('p', 'l', 9, 2)).toEqual([30, 20])
    })
  })
}
