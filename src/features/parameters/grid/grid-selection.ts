import { CompactSelection, type GridSelection, type Item, type Rectangle } from '@glideapps/glide-data-grid'
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

/** The lines and scopes that a selection counts. */
export interface SelectedIn {
  readonly lines: readonly GridLine[]
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

/**
 * A selection after lines or scopes have come or gone, as by a filter: it stays with its parameters, or the next key would write into another one.
 * Empty while its cell is hidden.
 */
export function movedWith(selection: GridSelection, before: SelectedIn, now: SelectedIn): GridSelection {
  const { current } = selection
  if (current === undefined) return selection
  function moved([column, index]: Item): Item | undefined {
    const x = column < heads ? column : indexAt(before.scopes, now.scopes, column - heads, scopeKey) + heads
    const y = indexAt(before.lines, now.lines, index, lineKey)
    return y < 0 || (column >= heads && x < heads) ? undefined : [x, y]
  }
  /** A range stays one only if all that was between its corners still is. */
  function movedRange({ x, y, width, height }: Rectangle): Rectangle | undefined {
    const [from, to] = [moved([x, y]), moved([x + width - 1, y + height - 1])]
    if (from === undefined || to === undefined) return undefined
    const isWhole = to[0] - from[0] === width - 1 && to[1] - from[1] === height - 1
    return isWhole ? { x: from[0], y: from[1], width, height } : undefined
  }
  const cell = moved(current.cell)
  if (cell === undefined) return nothing
  const ranges = [current.range, ...current.rangeStack]
  const [range, ...rangeStack] = ranges.flatMap((one) => movedRange(one) ?? [])
  if (range === undefined || rangeStack.length < current.rangeStack.length) return at(cell)
  const isSame =
    isAt(current.cell, cell) &&
    [range, ...rangeStack].every(({ x, y }, place) => ranges[place]?.x === x && ranges[place].y === y)
  return isSame ? selection : { ...nothing, current: { cell, range, rangeStack } }
}

function isAt([column, row]: Item, other: Item): boolean {
  return other[0] === column && other[1] === row
}

/** Where an entry of a list is in the next one; -1 if it is gone. Mostly where it was. */
function indexAt<T>(before: readonly T[], now: readonly T[], index: number, keyOf: (one: T) => string): number {
  const one = before[index]
  if (one === undefined) return -1
  const [key, there] = [keyOf(one), now[index]]
  return there !== undefined && keyOf(there) === key ? index : now.findIndex((other) => keyOf(other) === key)
}

function lineKey(line: GridLine): string {
  return line.kind === 'row' ? `row ${line.row.name}` : `group ${line.group}`
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
