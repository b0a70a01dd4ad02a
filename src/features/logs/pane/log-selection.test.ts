import { describe, expect, it } from 'vitest'
import type { ScreenRow } from './log-screen.ts'
import { cellsOf, cutRange, rangeOf, wordAround } from './log-selection.ts'

function rowsOf(...places: readonly (readonly [line: number, column: number])[]): ScreenRow[] {
  return places.map(([number, column]) => ({
    line: { number, time: '', before: '', stream: 'stdout', text: '', cut: 0 },
    first: column === 0,
    column,
  }))
}

describe('a selection', () => {
  it('runs in either direction, and is none if both ends are the same', () => {
    const [early, late] = [
      { line: 1, column: 9 },
      { line: 2, column: 3 },
    ]
    expect(rangeOf(late, early)).toEqual({ from: early, to: late })
    expect(rangeOf(early, early)).toBeUndefined()
  })

  it('covers its visible part', () => {
    const rows = rowsOf([4, 0], [4, 10], [5, 0])
    const range = { from: { line: 4, column: 12 }, to: { line: 5, column: 3 } }
    expect(cellsOf(rows, 10, range)).toEqual({ column: 2, row: 1, length: 11 })
    expect(cellsOf(rows, 10, { from: { line: 0, column: 5 }, to: { line: 99, column: 1 } })).toEqual({
      ...{ column: 0, row: 0, length: 30 },
    })
    expect(cellsOf(rows, 10, { from: { line: 0, column: 0 }, to: { line: 2, column: 1 } })).toBeUndefined()
    expect(cellsOf(rows, 10, { from: { line: 7, column: 0 }, to: { line: 8, column: 1 } })).toBeUndefined()
  })

  it('cuts the first and the last line, by columns as they are painted', () => {
    const range = { from: { line: 1, column: 2 }, to: { line: 3, column: 4 } }
    expect(cutRange('abcd\nwhole\t\n漢字漢', range)).toBe('cd\nwhole\t\n漢字')
    expect(cutRange('\tabc', { from: { line: 1, column: 4 }, to: { line: 1, column: 6 } })).toBe('ab')
  })

  it('knows words as logs have them', () => {
    expect(wordAround('at dist/app.js:12 (node:fs)', 5)).toEqual({ from: 3, to: 17 })
    expect(wordAround('a  b', 1)).toEqual({ from: 1, to: 2 })
  })
})
