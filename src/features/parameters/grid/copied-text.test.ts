import { describe, expect, it } from 'vitest'
import { sampleWorld } from '#domain/testing/sample-world.ts'
import { lineBindings } from '#domain/parameters/line-bindings.ts'
import { parameterSheet } from '#domain/parameters/sheet.ts'
import { readSheetText } from '#domain/parameters/sheet-text.ts'
import { copiedTable, copiedValues } from './copied-text.ts'
import { pasting } from './grid-changes.ts'
import { type GridLine, heads } from './grid-lines.ts'

const sheet = parameterSheet(sampleWorld, lineBindings([]), new Map())
const { rows, scopes } = sheet
const lines = [...Map.groupBy(rows, ({ group }) => group)].flatMap(([group, inGroup]): GridLine[] => [
  { kind: 'group', group, count: inGroup.length, isOpen: true },
  ...inGroup.map((row): GridLine => ({ kind: 'row', row })),
])
const shown = {
  lines,
  scopes,
  sheet,
  isEditable: (line: GridLine | undefined) => line?.kind === 'row',
  secretTexts: () => [],
}

describe('what the grid copies', () => {
  it('has a line for each parameter and none for headings, so that it can be pasted across groups', () => {
    const groups = lines.flatMap((line, index) => (line.kind === 'group' ? [index] : []))
    expect(groups.length).toBeGreaterThan(1)
    const all = lines.flatMap((line) => (line.kind === 'row' ? [line.row] : []))
    const { 'text/plain': text = '' } = copiedValues(sheet, all, scopes.slice(0, 2))
    expect(readSheetText(text)).toHaveLength(all.length)
    const { left } = pasting(shown, text, { x: heads, y: 0, width: 1, height: 1 })
    expect(left).toBe(0)
  })

  it('is repeated for every parameter of a selection, without headings', () => {
    const second = lines.findIndex(({ kind }, index) => kind === 'group' && index > 0)
    const { changes, over } = pasting(shown, 'a', { x: heads, y: second - 1, width: 1, height: 3 })
    expect(changes.map(({ row }) => row)).toEqual(
      [lines[second - 1], lines[second + 1]].flatMap((line) => (line?.kind === 'row' ? [line.row] : [])),
    )
    expect(over).toEqual({ x: heads, y: second - 1, width: 1, height: 3 })
  })

  it('finds its cells by name wherever it is pasted, and pins nothing that was inherited', () => {
    const { 'text/plain': text = '' } = copiedTable('parameter', sheet, rows, scopes)
    const { changes, there, left, unknown } = pasting(shown, text, {
      x: heads + 1,
      y: lines.length - 1,
      width: 1,
      height: 1,
    })
    expect({ changes, left, unknown }).toEqual({ changes: [], left: 0, unknown: [] })
    expect(there).toBeGreaterThan(0)
  })
})
