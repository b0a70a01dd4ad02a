import { type Scope, scopeKey } from '#domain/parameters/scope.ts'
import type { Sheet, SheetCell } from '#domain/parameters/sheet.ts'
import type { GridLine } from './grid-lines.ts'

interface Shape {
  readonly lines: readonly GridLine[]
  readonly scopes: readonly Scope[]
}

/** Everything that determines how cells look. */
export interface ShownSheet extends Shape {
  readonly sheet: Sheet
  /** By scope: the values set in the draft, and those published. */
  readonly own: readonly (readonly [ReadonlyMap<string, string>, ReadonlyMap<string, string>])[]
  readonly reference: string
}

/** Whether two sheets have the same lines and columns, whatever their values. */
export function isSameShape(a: Shape, b: Shape): boolean {
  return (
    a.lines.length === b.lines.length &&
    a.scopes.length === b.scopes.length &&
    a.lines.every((line, index) => isSameLine(line, b.lines[index])) &&
    (a.scopes === b.scopes || a.scopes.every((scope, index) => isSameScope(scope, b.scopes[index])))
  )
}

function isSameLine(a: GridLine, b: GridLine | undefined): boolean {
  if (a === b) return true
  if (a.kind === 'group')
    return b?.kind === 'group' && a.group === b.group && a.count === b.count && a.isOpen === b.isOpen
  return b?.kind === 'row' && (a.row === b.row || (a.row.name === b.row.name && a.row.field === b.row.field))
}

function isSameScope(a: Scope, b: Scope | undefined): boolean {
  return b !== undefined && scopeKey(a) === scopeKey(b)
}

interface Region {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The cells of a region that look different now, as column and row. Both sheets must have the same shape. */
export function changedCells(
  before: ShownSheet,
  now: ShownSheet,
  region: Region,
): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = []
  for (let row = region.y; row <= region.y + region.height; row += 1) {
    for (let column = region.x; column <= region.x + region.width; column += 1)
      if (!isSameLook(before, now, column, row)) found.push([column, row])
  }
  return found
}

function isSameLook(before: ShownSheet, now: ShownSheet, column: number, index: number): boolean {
  const [was, is] = [before.lines[index], now.lines[index]]
  const [from, to] = [before.scopes[column], now.scopes[column]]
  if (was?.kind !== 'row' || is?.kind !== 'row' || from === undefined || to === undefined) return true
  return (
    isSameCell(before.sheet.cell(was.row, from), now.sheet.cell(is.row, to)) &&
    isChanged(before, column, was.row.name) === isChanged(now, column, is.row.name) &&
    before.sheet.differs(was.row, from, before.reference) === now.sheet.differs(is.row, to, now.reference)
  )
}

function isChanged({ own }: ShownSheet, column: number, name: string): boolean {
  const [mine, published] = own[column] ?? []
  return mine?.get(name) !== published?.get(name)
}

function isSameCell(a: SheetCell, b: SheetCell): boolean {
  return (
    a === b ||
    (a.state === b.state &&
      a.value === b.value &&
      a.own === b.own &&
      a.layer === b.layer &&
      a.secret?.text === b.secret?.text &&
      a.secret?.isSet === b.secret?.isSet)
  )
}
