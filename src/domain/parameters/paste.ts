import { parameterTitles, singleValues, valueTitles } from './paste-lines.ts'
import type { PastedValue, PastePlan } from './paste-plan.ts'
import type { Scope } from './scope.ts'
import { scopesByName } from './scope-names.ts'
import type { SheetRow } from './sheet-rows.ts'
import { readSheetText } from './sheet-text.ts'

/** The target of a paste: row and scope of the first selected cell, and the size of the selection. */
export interface PasteTarget {
  readonly row: number
  readonly scope: number
  readonly width: number
  readonly height: number
}

/**
 * Finds a place for each value of a pasted table. If its first column holds parameter names, these give the rows, and the first line, or the first
 * two as in the grid, names the scopes; a line that only says "value" uses the selected scopes. Also reads the transposed table, and one with a line
 * per value; each may come from a CSV file. Any other text is laid out from the selected cell. As in a spreadsheet, an empty field removes the value
 * of its cell; an empty field without a place does not count as left over.
 */
export function planPaste(
  text: string,
  rows: readonly SheetRow[],
  scopes: readonly Scope[],
  target: PasteTarget,
): PastePlan {
  for (const separator of text.includes('\t') ? (['\t'] as const) : ([',', ';'] as const)) {
    const table = withoutEnd(readSheetText(text, separator))
    const named =
      singleValues(table, rows, scopes, target.scope) ??
      byNames(table, rows, scopes, target.scope) ??
      byPlaces(turned(table), rows, scopes, target.scope)
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
  return {
    values,
    left,
    unknown: [],
    over: { width: Math.max(1, ...block.map((line) => line.length)), height: block.length },
  }
}

/**
 * Fits a pasted text to the selection as a spreadsheet does: drops the empty line after a final line break, and repeats a block that fits into the
 * selection several times; any other block keeps its size.
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

function turned(block: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const width = Math.max(...block.map((line) => line.length))
  return Array.from({ length: width }, (_, column) => block.map((line) => line[column] ?? ''))
}

function given(text: string): string | undefined {
  return text === '' ? undefined : text
}

/** Reads by names only if some of them are places: a column of values may begin with a text that is also a parameter name. */
function byPlaces(
  block: readonly (readonly string[])[],
  rows: readonly SheetRow[],
  scopes: readonly Scope[],
  from: number,
): PastePlan | undefined {
  return headOf(block.slice(0, 2), scopes, scopes[from]) === undefined ? undefined : byNames(block, rows, scopes, from)
}

function byNames(
  block: readonly (readonly string[])[],
  rows: readonly SheetRow[],
  scopes: readonly Scope[],
  from: number,
): PastePlan | undefined {
  const byName = new Map(rows.map((row) => [row.name, row]))
  // A line that begins with a parameter name holds its values, even if these look like environment names.
  const end = block.findIndex(([name = '']) => byName.has(name.trim()))
  const titled = titledHead(block[0] ?? [], scopes.slice(from))
  const head = headOf(block.slice(0, end < 0 ? 2 : Math.min(end, 2)), scopes, scopes[from]) ?? titled
  const lines = block.slice(head?.height ?? 0)
  const columns = head?.scopes ?? scopes.slice(from)
  // Without a head every line must begin with a name: single values may look like one by chance.
  if (head === undefined && !block.every((line) => line.length > 1 && byName.has(line[0]?.trim() ?? '')))
    return undefined
  const values: PastedValue[] = []
  const unknown = new Set<string>()
  let left = 0
  for (const [name = '', ...rest] of lines) {
    const row = byName.get(name.trim())
    for (const [index, text] of rest.entries()) {
      const scope = columns[index]
      if (row !== undefined && scope !== undefined) values.push({ row, scope, value: given(text) })
      else if (text !== '') {
        left += 1
        unknown.add((row === undefined ? name : (head?.titles[index] ?? '')).trim())
      }
    }
  }
  unknown.delete('')
  return values.length === 0 && titled === undefined ? undefined : { values, left, unknown: [...unknown] }
}

/** The columns that the first lines of a table name, without the column of row names. */
interface Head {
  readonly height: number
  readonly titles: readonly string[]
  readonly scopes: readonly (Scope | undefined)[]
}

function headOf(
  [first = [], second = []]: readonly (readonly string[])[],
  scopes: readonly Scope[],
  at: Scope | undefined,
): Head | undefined {
  const named = scopesByName(scopes, at)
  function head(height: number, titles: readonly string[]): Head {
    return { height, titles, scopes: titles.map((title) => named.get(title.trim().toLowerCase())) }
  }
  const one = head(1, first.slice(1))
  const two = head(2, titlesOver(first.slice(1), second.slice(1)))
  const best = found(two) > found(one) ? two : one
  return found(best) === 0 ? undefined : best
}

/** Reads a first line with the parameter title: columns titled as values go to the selection, other titles are places that do not exist here. */
function titledHead([first = '', ...titles]: readonly string[], scopes: readonly Scope[]): Head | undefined {
  if (!parameterTitles.has(first.trim().toLowerCase())) return undefined
  const isValue = (title: string): boolean => valueTitles.has(title.trim().toLowerCase())
  return { height: 1, titles, scopes: titles.map((title, index) => (isValue(title) ? scopes[index] : undefined)) }
}

function found({ scopes }: Head): number {
  return scopes.filter((scope) => scope !== undefined).length
}

/** Joins titles of two lines: the application above, once for all its columns as in merged cells, and the deployment below. */
function titlesOver(above: readonly string[], below: readonly string[]): readonly string[] {
  let group = ''
  return Array.from({ length: Math.max(above.length, below.length) }, (_, index) => {
    if ((above[index] ?? '') !== '') group = above[index] ?? ''
    return `${group.trim()} ${below[index]?.trim() ?? ''}`.trim()
  })
}
