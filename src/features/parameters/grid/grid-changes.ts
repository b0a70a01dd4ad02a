import type { Item, Rectangle } from '@glideapps/glide-data-grid'
import { checkValue } from '#domain/parameters/check-value.ts'
import { planPaste } from '#domain/parameters/paste.ts'
import type { Scope } from '#domain/parameters/scope.ts'
import type { Sheet } from '#domain/parameters/sheet.ts'
import { typedValue } from '#domain/parameters/typed-value.ts'
import type { Values, ValueChange } from '../values-context.ts'
import { type GridLine, heads } from './grid-lines.ts'

/** The part of the sheet that the grid shows, and which of it can be edited. */
export interface GridShown extends Pick<Values, 'secretTexts'> {
  readonly lines: readonly GridLine[]
  readonly scopes: readonly Scope[]
  readonly sheet: Sheet
  readonly isEditable: (line: GridLine | undefined, scope: Scope | undefined) => boolean
}

interface Pasted {
  readonly changes: readonly ValueChange[]
  /** Values that count at their places already. */
  readonly there: number
  /** Values that no cell takes. */
  readonly left: number
  /** How many of those are for secrets, of which only a name that is kept is taken. */
  readonly secrets: number
  /** Values that are taken though they break what their fields take: nothing that was pasted is lost. */
  readonly faults: number
  /** Names that nothing here bears. */
  readonly unknown: readonly string[]
  /** The cells that the text was laid over, where it named none. */
  readonly over: Rectangle | undefined
}

/** The change that a text makes of a cell, if it makes one and the cell takes it. */
export function changeTo(shown: GridShown, location: Item, text: string): readonly ValueChange[] {
  const change = changeAt(shown, location, text === '' ? undefined : text)
  if (change === undefined || isForeignSecret(shown, change)) return []
  const cell = shown.sheet.cell(change.row, change.scope)
  // A value that the cell only inherits can be pinned by typing it again.
  return (cell.secret?.text ?? cell.own ?? '') === text ? [] : [change]
}

/** Takes out what the cells of some ranges say. */
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

/** What a pasted text changes, laid over a range where it names no parameters itself. */
export function pasting(shown: GridShown, text: string, range: Rectangle): Pasted {
  const { lines, scopes, isEditable } = shown
  const rows = lines.flatMap((line) => (line.kind === 'row' ? [line.row] : []))
  // On the head of a group, the block begins below it.
  const line = lines.slice(range.y).find(({ kind }) => kind === 'row')
  const row = line?.kind === 'row' ? rows.indexOf(line.row) : rows.length
  // Heads of groups take nothing: neither does a block that is repeated count them, nor one that is laid over them.
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
  // A table that was copied with its names comes back with all that cells inherit: they go on to inherit it.
  const isThere = (change: ValueChange): boolean => plan.over === undefined && counts(shown, change)
  const wanted = plan.values.filter((change) => takes(change) && (change.value !== undefined || isSet(shown, change)))
  // An empty field on a cell that sets nothing has nothing to do.
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

/** A secret is chosen from what is kept for the environment: what is typed or pasted must never end up in a document. */
function isForeignSecret({ secretTexts }: GridShown, { row, scope, value }: ValueChange): boolean {
  if (!row.isSecret || value === undefined) return false
  return scope.kind !== 'deployment' || !secretTexts(scope.environment).includes(value)
}

/** Whether the very cell says something, so that there is something to take out. */
function isSet({ sheet }: GridShown, { row, scope }: ValueChange): boolean {
  const cell = sheet.cell(row, scope)
  return cell.own !== undefined || cell.secret !== undefined
}

/** Whether a value is what counts in its cell anyway, set or inherited, also as a spreadsheet writes it (`TRUE`, `1,000`). */
function counts({ sheet }: GridShown, { row, scope, value }: ValueChange): boolean {
  const cell = sheet.cell(row, scope)
  const meant = row.isSecret || value === undefined ? value : typedValue(row.field, value)
  return meant === (cell.secret?.text ?? cell.value)
}
