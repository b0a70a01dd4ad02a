import { expect, test } from 'vitest'
import { diffRows } from './diff-lines.ts'
import { foldEqual } from './fold-equal.ts'

const lines = Array.from({ length: 20 }, (_, index) => `line ${String(index)}`)
const rows = diffRows(lines.join('\n'), lines.with(10, 'another').join('\n'))

const shown = (parts: ReturnType<typeof foldEqual>) =>
  parts.map((part) => (part.kind === 'fold' ? `${String(part.count)} folded` : part.row.right?.number))

test('three lines around a difference stay, the others are folded', () => {
  expect(shown(foldEqual(rows, new Set(), undefined))).toEqual(['7 folded', 8, 9, 10, 11, 12, 13, 14, '6 folded'])
})

test('a fold that is opened by its first row stays open', () => {
  expect(shown(foldEqual(rows, new Set([0]), undefined)).slice(0, 4)).toEqual([1, 2, 3, 4])
})

test('what is marked is not folded away', () => {
  const notes = {
    markAt: (side: string, line: number) => (side === 'after' && line === 1 ? 'a mark' : undefined),
    openAt: () => undefined,
  }
  expect(shown(foldEqual(rows, new Set(), notes)).slice(0, 6)).toEqual([1, 2, 3, 4, '3 folded', 8])
})
