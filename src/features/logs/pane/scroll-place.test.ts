import { expect, it } from 'vitest'
import { placeAfterGrowth, placeOf, rowAt } from './scroll-place.ts'

const rowHeight = 19
const highest = 12_000_000
const heightOf = (rows: number): number => Math.min(highest, (rows + 1) * rowHeight)

it('finds the row at the scroll position, even if rows are lower than a pixel', () => {
  for (const rows of [100, 500_000, 1_000_000, 5_000_000]) {
    const scrollHeight = heightOf(rows)
    const row = Math.floor(rows * 0.7)
    expect(rowAt({ scrollTop: placeOf(row, { scrollHeight }, rows), scrollHeight }, rows)).toBe(row)
  }
  expect(rowAt({ scrollTop: 0, scrollHeight: 0 }, 0)).toBe(0)
})

it('leaves the scroller alone while the bar grows with the log', () => {
  const scrollTop = placeOf(900, { scrollHeight: heightOf(1000) }, 1000) + 7
  expect(placeAfterGrowth(900, { scrollTop, scrollHeight: heightOf(2000) }, 2000)).toBeUndefined()
})

it('keeps the row when the bar cannot grow any more', () => {
  const scrollTop = placeOf(500_000, { scrollHeight: highest }, 700_000)
  const scrollHeight = heightOf(1_000_000)
  const place = placeAfterGrowth(500_000, { scrollTop, scrollHeight }, 1_000_000)
  expect(rowAt({ scrollTop: place ?? 0, scrollHeight }, 1_000_000)).toBe(500_000)
})
