import { isMap, isScalar } from 'yaml'
import { sameValue } from '../line/edit/plain-steps.ts'
import { scalarText } from '../line/edit/write-yaml.ts'
import { openYamlOnce } from '../line/yaml-text.ts'
import { ok, type Result } from '../result.ts'
import { removeParameter, setParameter, withFirstValues } from './parameter-set.ts'

/** New values by name; undefined takes the value out. */
export type ValueChanges = ReadonlyMap<string, string | undefined>

/**
 * Sets many values of a ParameterSet: in one pass where the text is plain (existing scalars replaced or taken out, new keys below the last),
 * which a sheet of values needs, else one by one. Both leave everything else byte for byte, and both are compared with the intended value.
 */
export function setParameters(text: string, changes: ValueChanges, published?: string): Result<string> {
  const edited = inOnePass(text, changes) ?? firstOnes(text, changes)
  return edited === undefined ? oneByOne(text, changes, published) : ok(edited)
}

function oneByOne(text: string, changes: ValueChanges, published: string | undefined): Result<string> {
  let edited: Result<string> = ok(text)
  // Setting comes before taking out: a block that is empty in between would be begun anew, in another form and place.
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
  const pieces: Piece[] = []
  const left = new Map(changes)
  let indent = ''
  let last = 0
  let kept = 0
  for (const { key, value } of config.items) {
    if (!isScalar(key) || !isScalar(value) || !key.range || !value.range || value.anchor !== undefined) return undefined
    const lineStart = text.lastIndexOf('\n', key.range[0] - 1) + 1
    indent = text.slice(lineStart, key.range[0])
    last = Math.max(last, value.range[1])
    const name = String(key.value)
    if (!left.has(name)) {
      kept += 1
      continue
    }
    const next = left.get(name)
    left.delete(name)
    const isPlainLine =
      value.type !== 'BLOCK_LITERAL' && value.type !== 'BLOCK_FOLDED' && value.range[1] > value.range[0]
    if (!isPlainLine) return undefined
    if (next === undefined) {
      const line = inFlow ? undefined : takenLine(text, lineStart, value.range[1])
      if (line === undefined) return undefined
      pieces.push(line)
    } else {
      kept += 1
      pieces.push({ start: value.range[0], end: value.range[1], by: scalarText(next, inFlow) })
    }
  }
  const added = [...left].flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
  if ((!inFlow && !/^ *$/.test(indent)) || kept === 0) return undefined
  const lineEnd = text.indexOf('\n', last)
  const at = inFlow ? last : lineEnd < 0 ? text.length : text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd
  const lead = inFlow ? ', ' : `${text.includes('\r\n') ? '\r\n' : '\n'}${indent}`
  const lines = added.map(([name, value]) => `${lead}${scalarText(name, inFlow)}: ${scalarText(value, inFlow)}`)
  if (lines.length > 0) pieces.push({ start: at, end: at, by: lines.join('') })
  const edited = pieces
    .toSorted((a, b) => b.start - a.start || b.end - a.end)
    .reduce((before, { start, end, by }) => before.slice(0, start) + by + before.slice(end), text)
  return isIntended(text, edited, changes) ? edited : undefined
}

/** A whole line that is taken out; undefined where something else stands on it or it is not the only one of its value. */
function takenLine(text: string, start: number, valueEnd: number): Piece | undefined {
  const rest = /^[ \t]*(\r?\n|$)/.exec(text.slice(valueEnd))
  if (rest === null || text.slice(start, valueEnd).includes('\n')) return undefined
  // A comment right above belongs to the line; only a splice knows what to do with it.
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
