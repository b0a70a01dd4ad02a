import { CompactSelection, type GridSelection, type Item } from '@glideapps/glide-data-grid'
import { type Scope, scopeKey } from '#domain/parameters/scope.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import type { Step } from './entry-target.ts'
import { type GridLine, heads } from './grid-lines.ts'

/** The parameters and scopes of the selected range. */
export interface SelectedRange {
  readonly row: SheetRow
  readonly scope: Scope
  readonly rows: readonly SheetRow[]
  readonly scopes: readonly Scope[]
}

const nothing: GridSelection = { columns: CompactSelection.empty(), rows: CompactSelection.empty() }
/** The selection for the cell in an address; empty if it names none. */
export function selectionIn(
  lines: readonly GridLine[],
  scopes: readonly Scope[],
  parameter: string | undefined,
  scope: string | undefined,
): GridSelection {
  const row = lines.findIndex((line) => line.kind === 'row' && line.row.name === parameter)
  const column = scopes.findIndex((one) => scopeKey(one) === scope)
  if (row < 0 || column < 0) return nothing
  return at([column + heads, row])
}

/** A selection of one cell. */
export function at(cell: Item): GridSelection {
  return { ...nothing, current: { cell, range: { x: cell[0], y: cell[1], width: 1, height: 1 }, rangeStack: [] } }
}

/** Keeps a selection right of the name columns: Home, an arrow or a click on a name goes to the row's first value. */
export function amongValues(selection: GridSelection): GridSelection {
  const { current } = selection
  if (current === undefined || (current.cell[0] >= heads && current.range.x >= heads)) return selection
  const { x, width } = current.range
  const left = Math.max(heads, x)
  const cell: Item = [Math.max(heads, current.cell[0]), current.cell[1]]
  return {
    ...selection,
    current: { ...current, cell, range: { ...current.range, x: left, width: Math.max(1, x + width - left) } },
  }
}

/** The parameters and scopes of a selection. */
export function rangeOf(
  { current }: GridSelection,
  lines: readonly GridLine[],
  scopes: readonly Scope[],
): SelectedRange | undefined {
  if (current === undefined) return undefined
  const line = lines[current.cell[1]]
  const scope = scopes[current.cell[0] - heads]
  const { x, y, width, height } = current.range
  const rows = lines.slice(y, y + height).flatMap((one) => (one.kind === 'row' ? [one.row] : []))
  // A range that begins at a heading means the rows below it.
  const row = line?.kind === 'row' ? line.row : rows[0]
  if (row === undefined || scope === undefined) return undefined
  return {
    row,
    scope,
    rows,
    scopes: scopes.slice(Math.max(0, x - heads), Math.max(0, x - heads + width)),
  }
}

/** The cell that a step leads to: skips headings and stops at the edges. */
export function stepFrom(
  [column, index]: Item,
  step: Step,
  lines: readonly GridLine[],
  scopes: number,
): Item | undefined {
  const isRow = (at: number): boolean => lines[at]?.kind === 'row'
  switch (step) {
    case 'none':
    case 'all':
      return undefined
    case 'left':
      return [Math.max(heads, column - 1), index]
    case 'right':
      return [Math.min(heads + scopes - 1, column + 1), index]
    case 'up':
    case 'down': {
      const by = step === 'up' ? -1 : 1
      let next = index + by
      while (next >= 0 && next < lines.length && !isRow(next)) next += by
      return [column, isRow(next) ? next : index]
    }
  }
}
