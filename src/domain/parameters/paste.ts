import { scopeKey, type Scope } from './scope.ts'
import type { SheetRow } from './sheet-rows.ts'
import { readSheetText } from './sheet-text.ts'

/** A value that a pasted text puts somewhere; undefined where an empty field takes it out. */
export interface PastedValue {
  readonly row: SheetRow
  readonly scope: Scope
  readonly value: string | undefined
}

/** What a pasted text means: the values that have a place, and how many have none. */
export interface PastePlan {
  readonly values: readonly PastedValue[]
  readonly left: number
  /** The cells that the text was laid over; absent where it brought its own names, which are anywhere. */
  readonly over?: { readonly width: number; readonly height: number }
}

/** Where a text is pasted: the row and the scope of the first selected cell, and how many are selected. */
export interface PasteTarget {
  readonly row: number
  readonly scope: number
  readonly width: number
  readonly height: number
}

/**
 * Places the text of a table. Where its first column holds names of parameters, they say the rows, and a first line that names scopes says the
 * columns; such a table may come from a CSV file too. Any other text is laid down from the selected cell. As in a spreadsheet, an empty field
 * takes out what is set where it comes to lie; an empty field that has no place is nothing that was left.
 */
export function planPaste(
  text: string,
  rows: readonly SheetRow[],
  scopes: readonly Scope[],
  target: PasteTarget,
): PastePlan {
  for (const separator of text.includes('\t') ? (['\t'] as const) : ([',', ';'] as const)) {
    const named = byNames(withoutEnd(readSheetText(text, separator)), rows, scopes, target.scope)
    if (named !== undefined) return named
  }
  const block = blockFor(readSheetText(text), target)
  const values: PastedValue[] = []
  let left = 0
  for (const [down, line] of block.entries()) {
    for (const [across, field] of line.entries()) {
      const row = rows[target.row + down]
      const scope = scopes[target.scope + across]
      if (row !== undefined && scope !== undefined) values.push({ row, scope, value: given(field) })
      else if (field !== '') left += 1
    }
  }
  return { values, left, over: { width: Math.max(1, ...block.map((line) => line.length)), height: block.length } }
}

/**
 * The block that a pasted text means on a selection: a text that ends with a line break reads as if one more line followed, and a block that
 * goes into the selection several times is repeated, as in a spreadsheet; any other block is as large as it is.
 */
function blockFor(
  pasted: readonly (readonly string[])[],
  selected: { readonly width: number; readonly height: number },
): readonly (readonly string[])[] {
  const block = withoutEnd(pasted)
  const [height, width] = [block.length, block[0]?.length ?? 0]
  const isEven = width > 0 && block.every((line) => line.length === width)
  if (!isEven || selected.height % height !== 0 || selected.width % width !== 0) return block
  return Array.from({ length: selected.height }, (_, down) =>
    Array.from({ length: selected.width }, (_one, across) => block[down % height]?.[across % width] ?? ''),
  )
}

function withoutEnd(block: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const last = block.at(-1)
  return block.length > 1 && last !== undefined && last.length <= 1 && (last[0] ?? '') === ''
    ? block.slice(0, -1)
    : block
}

function given(text: string): string | undefined {
  return text === '' ? undefined : text
}

function byNames(
  block: readonly (readonly string[])[],
  rows: readonly SheetRow[],
  scopes: readonly Scope[],
  from: number,
): PastePlan | undefined {
  const byName = new Map(rows.map((row) => [row.name, row]))
  const byKey = new Map(scopes.flatMap((scope) => namesOf(scope).map((name) => [name, scope] as const)))
  const [head = [], ...below] = block
  const titles = head.map((title) => byKey.get(title.trim().toLowerCase()))
  const isHeaded = titles.some((scope) => scope !== undefined)
  const columns = isHeaded ? titles.slice(1) : scopes.slice(from)
  const lines = isHeaded ? below : block
  // Without a head, all that begins a line has to be a name: values may look like one by chance.
  if (!isHeaded && !block.every((line) => line.length > 1 && byName.has(line[0]?.trim() ?? ''))) return undefined
  const values: PastedValue[] = []
  let left = 0
  for (const [name = '', ...rest] of lines) {
    const row = byName.get(name.trim())
    for (const [index, text] of rest.entries()) {
      const scope = columns[index]
      if (row !== undefined && scope !== undefined) values.push({ row, scope, value: given(text) })
      else if (text !== '') left += 1
    }
  }
  return values.length === 0 ? undefined : { values, left }
}

function namesOf(scope: Scope): readonly string[] {
  const key = scopeKey(scope).toLowerCase()
  return scope.kind === 'deployment' ? [key, key.replace('/', ' ')] : [key]
}
