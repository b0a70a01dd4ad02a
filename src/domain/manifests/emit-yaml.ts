import { Scalar, stringify } from 'yaml'

/** Plain data of a manifest. */
export type Data = string | number | boolean | null | readonly Data[] | { readonly [key: string]: Data }

/** Path of a leaf: keys and list indexes from the root. */
export type LeafPath = readonly (string | number)[]

export interface EmittedYaml {
  readonly text: string
  /** 1-based line where the value at each path begins, by `leafKey`; includes inner nodes. */
  readonly lines: ReadonlyMap<string, number>
}

/** The key of a path in `EmittedYaml.lines`. */
export function leafKey(path: LeafPath): string {
  return JSON.stringify(path)
}

/** Keys that come first, in this order, wherever they occur; all others keep their order or are sorted. */
const tektonOrder = [
  [
    'apiVersion',
    'kind',
    'name',
    'metadata',
    'spec',
    'taskRef',
    'type',
    'description',
    'default',
    'value',
    'runAfter',
    'when',
  ],
  ['params', 'workspaces', 'tasks', 'finally', 'results', 'image', 'env', 'command', 'args', 'script', 'steps'],
].flat()

/**
 * Writes data as YAML, with equal bytes for equal data: indentation of two blanks, also for lists, and long texts never folded. Kubernetes manifests
 * have sorted keys at every level (Value Stream); Tekton documents use the order in which people read them.
 */
export function emitYaml(data: Data, order: 'sorted' | 'tekton' = 'sorted'): EmittedYaml {
  const lines: string[] = []
  const places = new Map<string, number>()

  function keysOf(map: { readonly [key: string]: Data }): string[] {
    const keys = Object.keys(map)
    if (order === 'sorted') return keys.sort(byCodeUnits)
    const rank = (key: string) => (tektonOrder.includes(key) ? tektonOrder.indexOf(key) : tektonOrder.length)
    return keys
      .map((key, index) => ({ key, index }))
      .sort((a, b) => rank(a.key) - rank(b.key) || a.index - b.index)
      .map(({ key }) => key)
  }

  /** `lead` precedes the value on its first line, `indent` the following lines. */
  function write(value: Data, lead: string, indent: string, path: LeafPath): void {
    places.set(leafKey(path), lines.length + 1)
    if (isList(value)) {
      if (value.length === 0) return void lines.push(`${lead} []`)
      if (lead.trim() !== '') lines.push(lead)
      value.forEach((item, index) => writeItem(item, indent, [...path, index]))
    } else if (typeof value === 'object' && value !== null) {
      const keys = keysOf(value)
      if (keys.length === 0) return void lines.push(`${lead} {}`)
      if (lead.trim() !== '') lines.push(lead)
      for (const key of keys) writeEntry(key, value[key] ?? null, indent, [...path, key])
    } else {
      writeScalar(value, lead, indent)
    }
  }

  function writeEntry(key: string, value: Data, indent: string, path: LeafPath): void {
    write(value, `${indent}${scalarText(key)}:`, `${indent}  `, path)
  }

  function writeItem(item: Data, indent: string, path: LeafPath): void {
    if (isNestedMap(item)) {
      places.set(leafKey(path), lines.length + 1)
      const start = lines.length
      for (const key of keysOf(item)) writeEntry(key, item[key] ?? null, `${indent}  `, [...path, key])
      lines[start] = `${indent}- ${(lines[start] ?? '').slice(indent.length + 2)}`
    } else if (isList(item) && item.length > 0) {
      lines.push(`${indent}-`)
      write(item, '', `${indent}  `, path)
    } else {
      write(item, `${indent}-`, `${indent}  `, path)
    }
  }

  function writeScalar(value: string | number | boolean | null, lead: string, indent: string): void {
    if (typeof value === 'string' && value.includes('\n') && canBeBlock(value)) {
      const keep = value.endsWith('\n\n') || value === '\n' ? '+' : value.endsWith('\n') ? '' : '-'
      const hint = /^[\n]*[ ]/.test(value) ? '2' : ''
      lines.push(`${lead} |${hint}${keep}`)
      const body = value.endsWith('\n') ? value.slice(0, -1) : value
      for (const line of body.split('\n')) lines.push(line === '' ? '' : `${indent}${line}`)
    } else {
      lines.push(`${lead} ${typeof value === 'string' ? scalarText(value) : String(value)}`)
    }
  }

  write(data, '', '', [])
  return { text: `${lines.map((line) => line.replace(/^ (?=\S)/, '')).join('\n')}\n`, lines: places }
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function isList(value: Data): value is readonly Data[] {
  return Array.isArray(value)
}

function isNestedMap(value: Data): value is { readonly [key: string]: Data } {
  return typeof value === 'object' && value !== null && !isList(value) && Object.keys(value).length > 0
}

/**
 * Whether a text can be a literal block. Carriage returns and other control or format characters need a quoted scalar, and so do lines of only
 * blanks at the start or end, which readers drop or count as indentation.
 */
function canBeBlock(text: string): boolean {
  return !/[^\P{C}\n\t]|[\u2028\u2029]/u.test(text) && !/^\n*[ \t]+(\n|$)|\n[ \t]+\n*$/.test(text)
}

/** Never split a text over lines, which would need the indentation of its place. */
const oneLine = { lineWidth: 0, doubleQuotedMinMultiLineLength: Infinity }

/** Writes a text on one line so that YAML 1.1 and 1.2 both read exactly this string; plain if that is safe. */
function scalarText(text: string): string {
  const plain = stringify(text, oneLine).trimEnd()
  if (plain === text && /^[A-Za-z_/$]/.test(text) && !ambiguous.test(text)) return plain
  const scalar = new Scalar(text)
  scalar.type = Scalar.QUOTE_DOUBLE
  return stringify(scalar, oneLine).trimEnd()
}

/** Words that YAML 1.1 reads as a boolean or null. */
const ambiguous = /^(y|n|yes|no|on|off|true|false|null)$/i
