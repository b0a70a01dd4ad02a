import type { PastedValue, PastePlan } from './paste-plan.ts'
import { scopesByName } from './scope-names.ts'
import type { Scope } from './scope.ts'
import type { SheetRow } from './sheet-rows.ts'

type Table = readonly (readonly string[])[]

/** The columns of a table that hold the place (one or two columns), the parameter and the value. */
interface Layout {
  readonly place: readonly number[]
  readonly parameter: number
  readonly value: number
}

interface Names {
  readonly rows: ReadonlyMap<string, SheetRow>
  readonly scopes: ReadonlyMap<string, Scope>
}

// Further columns are comments.
const mostColumns = 8
export const valueTitles: ReadonlySet<string> = new Set(['value', '値'])
export const parameterTitles: ReadonlySet<string> = new Set(['parameter', 'パラメータ', 'パラメーター'])
const placeTitles: readonly ReadonlySet<string>[] = [
  new Set(['application', 'app', 'アプリケーション', 'アプリ']),
  new Set(['environment', 'env', '環境']),
]

/**
 * Reads a table with one line per value, as databases and scripts write it: application, environment, parameter, value, in any order. Empty fields at
 * the beginning of a line repeat those above, as in a pivot table. Undefined for any other table: either its titles match, or most lines name a
 * parameter and a place. Without titles the place comes first, because a line that begins with a parameter name holds that parameter's values.
 */
export function singleValues(
  table: Table,
  rows: readonly SheetRow[],
  scopes: readonly Scope[],
  from: number,
): PastePlan | undefined {
  const names: Names = {
    rows: new Map(rows.map((row) => [row.name, row])),
    scopes: scopesByName(scopes, scopes[from]),
  }
  const [first = []] = table
  const isTitled = !first.some((field) => names.rows.has(field.trim()) || names.scopes.has(field.trim().toLowerCase()))
  const lines = filledDown(isTitled ? table.slice(1) : table)
  const layout = (isTitled ? titledLayout(first) : undefined) ?? layoutOf(lines, isTitled ? first : [], names)
  if (layout === undefined || (!isTitled && layout.parameter === 0)) return undefined
  const values: PastedValue[] = []
  const unknown = new Set<string>()
  let left = 0
  for (const line of lines) {
    const name = (line[layout.parameter] ?? '').trim()
    const [row, place] = [names.rows.get(name), placeOf(line, layout.place)]
    const scope = names.scopes.get(place.toLowerCase())
    const text = line[layout.value] ?? ''
    if (row !== undefined && scope !== undefined) values.push({ row, scope, value: text === '' ? undefined : text })
    else if (text !== '') {
      left += 1
      unknown.add(row === undefined ? name : place)
    }
  }
  unknown.delete('')
  return { values, left, unknown: [...unknown] }
}

/** Fills empty fields at the beginning of lines from above. A table that repeats values from above has left nothing out. */
function filledDown(lines: Table): Table {
  const isRepeated = lines.some(([field = ''], index) => field.trim() !== '' && field === lines[index - 1]?.[0])
  if (isRepeated) return lines
  let above: readonly string[] = []
  return lines.map((line) => {
    const given = line.findIndex((field) => field.trim() !== '')
    above = line.map((field, column) => (column < given ? (above[column] ?? '') : field))
    return above
  })
}

/** Reads the layout from the titles of a table, even if few of its names are known here. */
function titledLayout(titles: readonly string[]): Layout | undefined {
  const columnOf = (words: ReadonlySet<string>): number =>
    titles.findIndex((title) => words.has(title.trim().toLowerCase()))
  const [parameter, value] = [columnOf(parameterTitles), columnOf(valueTitles)]
  const place = placeTitles.map(columnOf).filter((column) => column >= 0)
  return parameter < 0 || value < 0 || place.length === 0 ? undefined : { place, parameter, value }
}

function layoutOf(lines: Table, titles: readonly string[], names: Names): Layout | undefined {
  const width = Math.min(mostColumns, Math.max(0, ...lines.map((line) => line.length)))
  const columns = Array.from({ length: width }, (_, column) => column)
  const parameter = columns.find(
    (column) => lines.filter((line) => names.rows.has((line[column] ?? '').trim())).length * 2 > lines.length,
  )
  if (parameter === undefined) return undefined
  const others = columns.filter((column) => column !== parameter)
  const pairs = others.flatMap((one) => others.filter((two) => two !== one).map((two) => [one, two]))
  const singles = others.map((one) => [one])
  // Try two columns before one, because an application or an environment alone also names a layer.
  const place = mostNamed(lines, pairs, names) ?? mostNamed(lines, singles, names)
  if (place === undefined) return undefined
  const rest = others.filter((column) => !place.includes(column))
  const value =
    rest.find((column) => valueTitles.has((titles[column] ?? '').trim().toLowerCase())) ??
    rest.find((column) => column > parameter) ??
    rest[0]
  return value === undefined ? undefined : { place, parameter, value }
}

/** Returns the columns that name the places of most lines; undefined if none names those of more than half. */
function mostNamed(
  lines: Table,
  candidates: readonly (readonly number[])[],
  { scopes }: Names,
): readonly number[] | undefined {
  const count = (place: readonly number[]): number =>
    lines.filter((line) => scopes.has(placeOf(line, place).toLowerCase())).length
  const [best] = candidates.toSorted((a, b) => count(b) - count(a))
  return best !== undefined && count(best) * 2 > lines.length ? best : undefined
}

/** Returns the name of a place from application and environment; with only one of them, that of its layer. */
function placeOf(line: readonly string[], columns: readonly number[]): string {
  const [one = '', two] = columns.map((column) => (line[column] ?? '').trim())
  if (two === undefined) return one
  if (two === '') return one === '' ? '' : `application:${one}`
  return one === '' ? `environment:${two}` : `${one} ${two}`
}
