/** A place in a QVS Config, found by indentation: while somebody types, the text may be invalid YAML. */
export interface QvsPlace {
  /** Keys and list indexes from the root to the key, or to the map in which a key is being typed. */
  readonly path: readonly (string | number)[]
  readonly role: 'key' | 'value' | 'item'
  /** The part of the word typed so far, and the word's start and end in the text. */
  readonly typed: string
  readonly from: number
  readonly to: number
  /** The map's other keys, without the one being typed. */
  readonly siblings: readonly string[]
}

interface Line {
  readonly indent: number
  /** Column where the content after dashes begins. */
  readonly inner: number
  readonly isItem: boolean
  readonly key: string | undefined
  readonly rest: string
}

const keyPattern = /^("[^"]*"|'[^']*'|[^\s#:{}[\],"'][^:#]*?):(?:\s|$)/

/** Finds the place at an offset; undefined in comments. */
export function qvsPlaceAt(text: string, offset: number): QvsPlace | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const end = text.indexOf('\n', offset)
  const whole = text.slice(start, end < 0 ? text.length : end).replace(/\r$/, '')
  const before = text.slice(start, offset)
  if (/(?:^|\s)#/.test(before)) return undefined
  const lines = text.split('\n').map(readLine)
  const row = text.slice(0, start).split('\n').length - 1
  const line = readLine(before)
  const around = pathTo(lines, row, line)
  if (line.key !== undefined) {
    const valueAt = before.length - line.rest.trimStart().length
    const typedEnd = start + whole.replace(/\s+#.*$/, '').trimEnd().length
    return {
      path: [...around.path, line.key],
      role: 'value',
      typed: before.slice(valueAt),
      from: start + valueAt,
      to: Math.max(offset, typedEnd),
      siblings: around.siblings,
    }
  }
  const typed = before.slice(line.inner)
  const word = /^[^\s:#]*/.exec(whole.slice(line.inner))?.[0] ?? ''
  const isText = line.isItem && isListOfTexts(around.path)
  return {
    path: around.path,
    role: isText ? 'item' : 'key',
    typed,
    from: start + line.inner,
    to: Math.max(offset, start + line.inner + word.length),
    siblings: around.siblings,
  }
}

/** The word at an offset of a QVS Config, with its path: a key, or the value after it. */
export function qvsWordAt(text: string, offset: number): QvsPlace | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const end = text.indexOf('\n', offset)
  const whole = text.slice(start, end < 0 ? text.length : end)
  const line = readLine(whole)
  if (line.key === undefined) return undefined
  const keyEnd = start + line.inner + line.key.length
  if (offset <= keyEnd) {
    const around = pathTo(text.split('\n').map(readLine), text.slice(0, start).split('\n').length - 1, line)
    const from = start + line.inner
    return { path: [...around.path, line.key], role: 'key', typed: line.key, from, to: keyEnd, siblings: [] }
  }
  return qvsPlaceAt(text, offset)
}

function isListOfTexts(path: readonly (string | number)[]): boolean {
  return path.length > 2 && path[0] === 'designPatterns' && typeof path.at(-1) === 'number'
}

function readLine(text: string): Line {
  const indent = /^ */.exec(text)?.[0].length ?? 0
  const dashes = /^ *(?:- +|-$)*/.exec(text)?.[0] ?? ''
  const isItem = dashes.includes('-')
  const inner = isItem ? dashes.length : indent
  const content = text.slice(inner)
  const match = content.startsWith('#') ? null : keyPattern.exec(content)
  const key = match?.[1]?.replace(/^["']|["']$/g, '')
  return { indent, inner, isItem, key, rest: match === null ? content : content.slice(match[0].length) }
}

/** The path of the map around a line, and the map's other keys. */
function pathTo(
  lines: readonly Line[],
  row: number,
  current: Line,
): { readonly path: readonly (string | number)[]; readonly siblings: readonly string[] } {
  const siblings: string[] = []
  const path: (string | number)[] = []
  let { inner, isItem, indent } = current
  let index = isItem ? itemsBefore(lines, row, indent) : -1
  if (index >= 0) path.unshift(index)
  for (let at = row - 1; at >= 0; at -= 1) {
    const line = lines[at]
    if (line === undefined || (line.key === undefined && !line.isItem)) continue
    const isSameMap = line.inner === inner && line.key !== undefined && index < 0 && path.length === 0
    if (isSameMap && line.key !== undefined) siblings.push(line.key)
    if (isSameMap && line.isItem) {
      // The first key of the item that the line belongs to.
      index = itemsBefore(lines, at, line.indent)
      path.unshift(index)
      ;({ inner, indent, isItem } = { inner: line.indent, indent: line.indent, isItem: true })
      continue
    }
    const limit = isItem ? indent + 1 : inner
    if (line.key !== undefined && line.inner < limit && line.rest.trim().replace(/^#.*/, '') === '') {
      if (line.inner >= inner && !isItem) continue
      path.unshift(line.key)
      ;({ inner, indent, isItem } = { inner: line.inner, indent: line.indent, isItem: false })
      index = 0
      if (line.isItem) {
        path.unshift(itemsBefore(lines, at, line.indent))
        ;({ inner, indent, isItem } = { inner: line.indent, indent: line.indent, isItem: true })
      }
      if (inner === 0 && !isItem) break
    } else if (line.isItem && line.inner === inner && !isItem) {
      // A key of an item whose first key has a value.
      path.unshift(itemsBefore(lines, at, line.indent))
      ;({ inner, indent, isItem } = { inner: line.indent, indent: line.indent, isItem: true })
    }
  }
  return { path, siblings: [...siblings, ...keysBelow(lines, row, current)] }
}

/** The same map's keys on the lines below. */
function keysBelow(lines: readonly Line[], row: number, current: Line): readonly string[] {
  const keys: string[] = []
  for (const line of lines.slice(row + 1)) {
    if (line.key === undefined && !line.isItem) continue
    if (line.inner < current.inner || (line.isItem && line.indent <= current.indent)) break
    if (line.inner === current.inner && line.key !== undefined) keys.push(line.key)
  }
  return keys
}

/** Number of items before a line in the same list. */
function itemsBefore(lines: readonly Line[], row: number, indent: number): number {
  let count = 0
  for (let at = row - 1; at >= 0; at -= 1) {
    const line = lines[at]
    if (line === undefined || (line.key === undefined && !line.isItem)) continue
    if (line.indent < indent || (line.indent === indent && !line.isItem)) break
    if (line.isItem && line.indent === indent) count += 1
  }
  return count
}
