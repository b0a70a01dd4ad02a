import { isMap, isScalar, type YAMLMap } from 'yaml'
import { sameValue } from '../same-value.ts'
import { scalarText } from '../line/edit/write-yaml.ts'
import { openYamlOnce } from '../line/yaml-text.ts'
import { ok, type Result } from '../result.ts'
import { removeParameter, setParameter, withFirstValues } from './parameter-set.ts'

/** New values by name; undefined removes the value. */
export type ValueChanges = ReadonlyMap<string, string | undefined>

/**
 * Sets many values of a ParameterSet. A sheet of values needs one pass, which plain texts allow (replace or remove existing scalars, add new keys
 * below the last); other texts get one splice per value. Both leave everything else byte for byte and are checked against the intended values.
 */
export function setParameters(text: string, changes: ValueChanges, published?: string): Result<string> {
  const edited = inOnePass(text, changes) ?? firstOnes(text, changes)
  return edited === undefined ? oneByOne(text, changes, published) : ok(edited)
}

function oneByOne(text: string, changes: ValueChanges, published: string | undefined): Result<string> {
  let edited: Result<string> = ok(text)
  // Set before removing: a block that becomes empty in between would be rewritten in another form and place.
  const ordered = [...changes].toSorted(([, a], [, b]) => Number(a === undefined) - Number(b === undefined))
  for (const [name, value] of ordered) {
    if (!edited.ok) return edited
    edited =
      value === undefined ? removeParameter(edited.value, name, published) : setParameter(edited.value, name, value)
  }
  return edited
}

function firstOnes(text: string, changes: ValueChanges): string | undefined {
  const given = [...changes].flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
  return given.length < changes.size ? undefined : withFirstValues(text, new Map(given))
}

interface Piece {
  readonly start: number
  readonly end: number
  readonly by: string
}

function inOnePass(text: string, changes: ValueChanges): string | undefined {
  const { document, findings } = openYamlOnce(text)
  const root = findings.some(({ severity }) => severity === 'error') ? undefined : document.contents
  const config = isMap(root) ? root.items.find(({ key }) => isScalar(key) && key.value === 'config')?.value : undefined
  if (!isMap(config) || config.items.length === 0) return undefined
  const inFlow = config.flow === true
  const block = scalarsOf(config, text)
  if (block === undefined) return undefined
  const pieces: Piece[] = []
  for (const scalar of block) {
    if (!changes.has(scalar.name)) continue
    const piece = changedScalar(text, scalar, changes.get(scalar.name), inFlow)
    if (piece === undefined) return undefined
    pieces.push(piece)
  }
  const known = new Set(block.map(({ name }) => name))
  // Leave it to the splice if the block would become empty.
  if ([...known].every((name) => changes.has(name) && changes.get(name) === undefined)) return undefined
  const added = [...changes].flatMap(([name, value]) =>
    value === undefined || known.has(name) ? [] : [[name, value] as const],
  )
  const indent = block.at(-1)?.indent ?? ''
  if (!inFlow && !/^ *$/.test(indent)) return undefined
  if (added.length > 0) pieces.push(addedScalars(text, Math.max(...block.map(({ end }) => end)), indent, added, inFlow))
  const edited = pieces
    .toSorted((a, b) => b.start - a.start || b.end - a.end)
    .reduce((before, { start, end, by }) => before.slice(0, start) + by + before.slice(end), text)
  return isIntended(text, edited, changes) ? edited : undefined
}

/** A scalar value of the block and its position in the text. */
interface WrittenScalar {
  readonly name: string
  readonly isPlainLine: boolean
  readonly lineStart: number
  /** The text before the key on its line. */
  readonly indent: string
  readonly start: number
  readonly end: number
}

/** Undefined if a value is no scalar or has an anchor: those need the splice. */
function scalarsOf(config: YAMLMap, text: string): readonly WrittenScalar[] | undefined {
  const scalars: WrittenScalar[] = []
  for (const { key, value } of config.items) {
    if (!isScalar(key) || !isScalar(value) || !key.range || !value.range || value.anchor !== undefined) return undefined
    const lineStart = text.lastIndexOf('\n', key.range[0] - 1) + 1
    const [start, end] = value.range
    const isBlock = value.type === 'BLOCK_LITERAL' || value.type === 'BLOCK_FOLDED'
    const indent = text.slice(lineStart, key.range[0])
    scalars.push({ name: String(key.value), isPlainLine: !isBlock && end > start, lineStart, indent, start, end })
  }
  return scalars
}

function changedScalar(
  text: string,
  { isPlainLine, lineStart, start, end }: WrittenScalar,
  next: string | undefined,
  inFlow: boolean,
): Piece | undefined {
  if (!isPlainLine) return undefined
  if (next !== undefined) return { start, end, by: scalarText(next, inFlow) }
  return inFlow ? undefined : takenLine(text, lineStart, end)
}

/** Adds new keys below the last one, or behind it in flow style. */
function addedScalars(
  text: string,
  last: number,
  indent: string,
  added: readonly (readonly [string, string])[],
  inFlow: boolean,
): Piece {
  const lineEnd = text.indexOf('\n', last)
  const at = inFlow ? last : lineEnd < 0 ? text.length : text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd
  const lead = inFlow ? ', ' : `${text.includes('\r\n') ? '\r\n' : '\n'}${indent}`
  const lines = added.map(([name, value]) => `${lead}${scalarText(name, inFlow)}: ${scalarText(value, inFlow)}`)
  return { start: at, end: at, by: lines.join('') }
}

/** Returns a whole line to remove; undefined if it holds anything else, or only part of the value. */
function takenLine(text: string, start: number, valueEnd: number): Piece | undefined {
  const rest = /^[ \t]*(\r?\n|$)/.exec(text.slice(valueEnd))
  if (rest === null || text.slice(start, valueEnd).includes('\n')) return undefined
  // A comment right above belongs to the line, and only a splice handles it.
  const before = text.slice(text.lastIndexOf('\n', start - 2) + 1, start)
  return before.trimStart().startsWith('#') ? undefined : { start, end: valueEnd + rest[0].length, by: '' }
}

function isIntended(before: string, after: string, changes: ValueChanges): boolean {
  const [old, next] = [openYamlOnce(before), openYamlOnce(after)]
  if (next.findings.some(({ severity }) => severity === 'error')) return false
  return sameValue(next.value, withConfig(old.value, changes))
}

function withConfig(value: unknown, changes: ValueChanges): unknown {
  if (typeof value !== 'object' || value === null) return value
  const config: unknown = Object.entries(value).find(([key]) => key === 'config')?.[1]
  const next = new Map(typeof config === 'object' && config !== null ? Object.entries(config) : [])
  for (const [name, given] of changes) {
    if (given === undefined) next.delete(name)
    else next.set(name, given)
  }
  return { ...value, config: Object.fromEntries(next) }
}
