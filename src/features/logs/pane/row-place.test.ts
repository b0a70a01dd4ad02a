import { describe, expect, it } from 'vitest'
import { linesAround, rowsOfKey, startOf } from './row-place.ts'

// Lines 7, 8 and 9 of a log, of which line 8 takes four rows.
const owners = [0, 1, 1, 1, 1, 2]

describe('a place among rows', () => {
  it('asks for enough lines on both sides', () => {
    expect(linesAround({ line: 8, rows: 0 }, 13)).toEqual({ from: 8, count: 13 })
    expect(linesAround({ line: 8, rows: 3 }, 13)).toEqual({ from: 8, count: 16 })
    expect(linesAround({ line: 8, rows: -3 }, 13)).toEqual({ from: 5, count: 16 })
    expect(linesAround({ line: 1, rows: -3 }, 13)).toEqual({ from: 0, count: 14 })
  })

  it('lies within a line that is higher than the screen, and leads out of it on both sides', () => {
    expect(startOf(owners, { line: 8, rows: 2 }, 7)).toEqual({ at: 3, place: { line: 8, rows: 2 } })
    expect(startOf(owners, { line: 8, rows: 4 }, 7)).toEqual({ at: 5, place: { line: 9, rows: 0 } })
    expect(startOf(owners, { line: 9, rows: -1 }, 7)).toEqual({ at: 4, place: { line: 8, rows: 3 } })
    expect(startOf(owners, { line: 8, rows: -1 }, 7)).toEqual({ at: 0, place: { line: 7, rows: 0 } })
  })

  it('ends at the first and at the last row', () => {
    expect(startOf(owners, { line: 7, rows: -5 }, 7)).toEqual({ at: 0, place: { line: 7, rows: 0 } })
    expect(startOf(owners, { line: 9, rows: 5 }, 7)).toEqual({ at: 5, place: { line: 9, rows: 0 } })
    expect(startOf([], { line: 0, rows: 0 }, 0).at).toBe(0)
  })

  it('moves by the keys that scroll', () => {
    expect([rowsOfKey('ArrowDown', 13), rowsOfKey('PageUp', 13), rowsOfKey('a', 13)]).toEqual([1, -12, undefined])
  })
})
