import { expect, it } from 'vitest'
import { parseLayout, printLayout } from './layout-document.ts'
import { mergeLayouts } from './merge-layouts.ts'

const place = (x: number) => ({ x, y: 0 })
const group = (id: string, title: string) => ({ id, title, stages: ['a', 'b'] })

it('joins two layouts card by card and group by group', () => {
  const base = printLayout({ positions: { a: place(1), b: place(1), gone: place(1) }, groups: [group('own:1', 'One')] })
  const theirs = printLayout({
    positions: { a: place(2), b: place(2), theirs: place(2) },
    groups: [group('own:1', 'First')],
  })
  const mine = printLayout({
    positions: { a: place(1), b: place(3), gone: place(1), mine: place(3) },
    groups: [group('own:1', 'One'), group('own:2', 'Two')],
  })
  const { positions, groups } = parseLayout(mergeLayouts(base, theirs, mine))
  expect(positions).toEqual({ a: place(2), b: place(3), theirs: place(2), mine: place(3) })
  expect(groups?.map(({ title }) => title)).toEqual(['First', 'Two'])
  expect(mergeLayouts(undefined, undefined, mine)).toBe(mine)
})
