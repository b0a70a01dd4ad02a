import { scopeKey, type Scope } from './scope.ts'
import type { SheetRow } from './sheet-rows.ts'

/** A value that a pasted block puts somewhere; undefined where an empty field takes it out. */
export interface PastedValue {
  readonly row: SheetRow
  readonly scope: Scope
  readonly value: string | undefined
}

/** What a pasted block means: the values that have a place, and how many have none. */
export interface PastePlan {
  readonly values: readonly PastedValue[]
  readonly left: number
  /** Whether the block brought its own names, so that its order does not matter. */
  readonly byName: boolean
}

/**
 * Places a block of a spreadsheet. A block whose first column holds names of parameters, and whose first line names scopes, goes where the
 * names say; any other block is laid down from the selected cell. As in a spreadsheet, an empty field takes out what is set where it comes to
 * lie; an empty field that has no place is nothing that was left.
 */
export function planPaste(
  block: readonly (readonly string[])[],
  rows: readonly SheetRow[],
  scopes: readonly Scope[],
  target: { readonly row: number; readonly scope: number },
): PastePlan {
  const named = byNames(block, rows, scopes)
  if (named !== undefined) return named
  const values: PastedValue[] = []
  let left = 0
  for (const [down, line] of block.entries()) {
    for (const [across, text] of line.entries()) {
      const row = rows[target.row + down]
      const scope = scopes[target.scope + across]
      if (row !== undefined && scope !== undefined) values.push({ row, scope, value: given(text) })
      else if (text !== '') left += 1
    }
  }
  return { values, left, byName: false }
}

/**
 * The block that a pasted text means on a selection: a text that ends with a line break reads as if one more line followed, and a block that
 * goes into the selection several times is repeated, as in a spreadsheet; any other block is as large as it is.
 */
export function blockFor(
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
  [head = [], ...lines]: readonly (readonly string[])[],
  rows: readonly SheetRow[],
  scopes: readonly Scope[],
): PastePlan | undefined {
  const byKey = new Map(scopes.flatMap((scope) => namesOf(scope).map((name) => [name, scope] as const)))
  const columns = head.map((title) => byKey.get(title.trim().toLowerCase()))
  if (lines.length === 0 || !columns.some((column) => column !== undefined)) return undefined
  const byName = new Map(rows.map((row) => [row.name, row]))
  const values: PastedValue[] = []
  let left = 0
  for (const [name = '', ...rest] of lines) {
    const row = byName.get(name.trim())
    for (const [index, text] of rest.entries()) {
      const scope = columns[index + 1]
      if (row !== undefined && scope !== undefined) values.push({ row, scope, value: given(text) })
      else if (text !== '') left += 1
    }
  }
  return values.length === 0 ? undefined : { values, left, byName: true }
}

function namesOf(scope: Scope): readonly string[] {
  const key = scopeKey(scope).toLowerCase()
  return scope.kind === 'deployment' ? [key, key.replace('/', ' ')] : [key]
}
