import type { Item, Rectangle } from '@glideapps/glide-data-grid'
import { checkValue } from '#domain/parameters/check-value.ts'
import { planPaste } from '#domain/parameters/paste.ts'
import type { Scope } from '#domain/parameters/scope.ts'
import type { Sheet } from '#domain/parameters/sheet.ts'
import { typedValue } from '#domain/parameters/typed-value.ts'
import type { Values, ValueChange } from '../values-context.ts'
import { type GridLine, heads } from './grid-lines.ts'

/** The visible part of the sheet, and which cells are editable. */
export interface GridShown extends Pick<Values, 'secretTexts'> {
  readonly lines: readonly GridLine[]
  readonly scopes: readonly Scope[]
  readonly sheet: Sheet
  readonly isEditable: (line: GridLine | undefined, scope: Scope | undefined) => boolean
}

interface Pasted {
  readonly changes: readonly ValueChange[]
  /** Values that were in effect in their cells already. */
  readonly there: number
  /** Values without a cell to take them. */
  readonly left: number
  /** How many of those were secrets, for which only names of stored secrets are accepted. */
  readonly secrets: number
  /** Values that were written although their fields do not accept them, so that nothing pasted is lost. */
  readonly faults: number
  /** Names that no parameter or scope has. */
  readonly unknown: readonly string[]
  /** The cells that the text covers, if it named none itself. */
  readonly over: Rectangle | undefined
}

/** The change of a cell to a text: none if it has that text or does not take it. */
export function changeTo(shown: GridShown, location: Item, text: string): readonly ValueChange[] {
  const change = changeAt(shown, location, text === '' ? undefined : text)
  if (change === undefined || isForeignSecret(shown, change)) return []
  const cell = shown.sheet.cell(change.row, change.scope)
  // Entering the inherited value again pins it, which is a change.
  return (cell.secret?.text ?? cell.own ?? '') === text ? [] : [change]
}

/** Clears the values set in some ranges. */
export function clearing(shown: GridShown, ranges: readonly Rectangle[]): readonly ValueChange[] {
  return cellsIn(ranges).flatMap((cell) => {
    const change = changeAt(shown, cell, undefined)
    return change !== undefined && isSet(shown, change) ? [change] : []
  })
}

/** The cells of some ranges, row by row. */
export function cellsIn(ranges: readonly Rectangle[]): readonly Item[] {
  return ranges.flatMap(({ x, y, width, height }) =>
    Array.from({ length: width * height }, (_, index): Item => [x + (index % width), y + Math.floor(index / width)]),
  )
}

/**
 * What pasting a text changes. A text that names its parameters finds its cells by itself; any other covers a range.
 */
export function pasting(shown: GridShown, text: string, range: Rectangle): Pasted {
  const { lines, scopes, isEditable } = shown
  const rows = lines.flatMap((line) => (line.kind === 'row' ? [line.row] : []))
  // If the heading of a group is selected, the block begins below it.
  const line = lines.slice(range.y).find(({ kind }) => kind === 'row')
  const row = line?.kind === 'row' ? rows.indexOf(line.row) : rows.length
  // Headings take no values, so they do not count for repeating a block.
  const height = lines.slice(range.y, range.y + range.height).filter(({ kind }) => kind === 'row').length
  const plan = planPaste(text, rows, scopes, {
    row,
    scope: range.x - heads,
    width: range.width,
    height: Math.max(1, height),
  })
  const last = rows[row + (plan.over?.height ?? 0) - 1]
  const end = lines.findIndex((one) => one.kind === 'row' && one.row === last)
  const takes = (change: ValueChange): boolean =>
    isEditable({ kind: 'row', row: change.row }, change.scope) && !isForeignSecret(shown, change)
  // A table with names carries inherited values too. Where they are in effect already, they stay inherited.
  const isThere = (change: ValueChange): boolean => plan.over === undefined && counts(shown, change)
  const wanted = plan.values.filter((change) => takes(change) && (change.value !== undefined || isSet(shown, change)))
  // An empty field clears nothing in a cell without a value.
  const changes = wanted.filter((change) => !isThere(change))
  const refused = plan.values.filter((change) => change.value !== undefined && !takes(change) && !isThere(change))
  return {
    changes,
    there: wanted.filter(isThere).length,
    left: plan.left + refused.length,
    secrets: refused.filter((change) => isForeignSecret(shown, change)).length,
    faults: changes.filter(isFaulty).length,
    unknown: plan.unknown,
    over: plan.over && {
      x: range.x,
      y: range.y,
      width: Math.min(plan.over.width, scopes.length + heads - range.x),
      height: (end < 0 ? lines.length : end + 1) - range.y,
    },
  }
}

function changeAt(
  { lines, scopes, isEditable }: GridShown,
  [column, index]: Item,
  value: string | undefined,
): ValueChange | undefined {
  const line = lines[index]
  const scope = scopes[column - heads]
  if (line?.kind !== 'row' || scope === undefined || !isEditable(line, scope)) return undefined
  return { row: line.row, scope, value }
}

function isFaulty({ row, value }: ValueChange): boolean {
  return !row.isSecret && value !== undefined && checkValue(row.field, typedValue(row.field, value)) !== undefined
}

/**
 * A secret may only be chosen from the stored ones: secret text that is typed or pasted must never end up in a
 * document.
 */
function isForeignSecret({ secretTexts }: GridShown, { row, scope, value }: ValueChange): boolean {
  if (!row.isSecret || value === undefined) return false
  return scope.kind !== 'deployment' || !secretTexts(scope.environment).includes(value)
}

/** Whether the cell itself has a value that could be cleared. */
function isSet({ sheet }: GridShown, { row, scope }: ValueChange): boolean {
  const cell = sheet.cell(row, scope)
  return cell.own !== undefined || cell.secret !== undefined
}

/** Whether a value is in effect already, set or inherited, also in a spreadsheet's notation (`TRUE`, `1,000`). */
function counts({ sheet }: GridShown, { row, scope, value }: ValueChange): boolean {
  const cell = sheet.cell(row, scope)
  const typed = row.isSecret || value === undefined ? value : typedValue(row.field, value)
  return typed === (cell.secret?.text ?? cell.value)
}
