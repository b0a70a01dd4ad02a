import { describe, expect, it } from 'vitest'
import type { RunSummary } from '#contract/run-lists.ts'
import { mergeRuns, type RunsPage } from './merge-runs.ts'

const run = (number: number, note = ''): RunSummary => ({
  ...{ id: `r${String(number)}`, line: 'l', number, state: 'running', note, by: { id: 'd', name: 'D' }, attempt: 1 },
  ...{ startedAt: `2026-01-${String(number).padStart(2, '0')}T00:00:00Z`, reached: [], environments: [], worked: 0 },
  ...{ workedAt: '2026-01-01T00:00:00Z', isWorking: false, stages: [], results: [] },
})
const pages = (...numbers: readonly (readonly number[])[]): RunsPage[] =>
  numbers.map((list, index) => ({
    runs: list.map((number) => run(number)),
    ...(index === 0 ? { total: 10 } : {}),
    ...(index === numbers.length - 1 ? {} : { next: 'more' }),
  }))
const shown = (merged: readonly RunsPage[]) => merged.map(({ runs }) => runs.map(({ number }) => number))

describe('runs that change while they are listed', () => {
  it('are replaced where they are', () => {
    const merged = mergeRuns(pages([9, 8], [7]), ['r8'], [run(8, 'new')])
    expect(shown(merged)).toEqual([[9, 8], [7]])
    expect(merged[0]?.runs[1]?.note).toBe('new')
    expect(merged[0]?.total).toBe(10)
  })

  it('go when the filter no longer leaves them', () => {
    const merged = mergeRuns(pages([9, 8], [7]), ['r8'], [])
    expect(shown(merged)).toEqual([[9], [7]])
    expect(merged[0]?.total).toBe(9)
  })

  it('come where they belong', () => {
    expect(shown(mergeRuns(pages([8, 6], [4, 2]), ['r9', 'r5'], [run(5), run(9)]))).toEqual([
      [9, 8, 6],
      [5, 4, 2],
    ])
    expect(shown(mergeRuns(pages([]), ['r1'], [run(1)]))).toEqual([[1]])
    expect(shown(mergeRuns(pages([8]), ['r3'], [run(3)]))).toEqual([[8, 3]])
  })

  it('stay away while what is loaded ends above them', () => {
    const open = [{ runs: [run(8)], next: 'more', total: 10 }]
    expect(mergeRuns(open, ['r3'], [run(3)])).toBe(open)
    expect(mergeRuns(open, ['r3'], [])).toBe(open)
  })
})
