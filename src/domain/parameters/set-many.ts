import { isMap, isScalar } from 'yaml'
import { anatomyOf } from '../line/edit/anatomy.ts'
import { sameValue } from '../line/edit/plain-steps.ts'
import { scalarText } from '../line/edit/write-yaml.ts'
import { openYaml } from '../line/yaml-text.ts'
import { ok, type Result } from '../result.ts'
import { removeParameter, setParameter } from './parameter-set.ts'

/** New values by name; undefined takes the value out. */
export type ValueChanges = ReadonlyMap<string, string | undefined>

/**
 * Sets many values of a ParameterSet: in one pass where the text is plain (existing scalars replaced, new keys below the last), which a sheet
 * of values needs, else one by one. Both leave everything else byte for byte, and both are compared with the intended value.
 */
export function setParameters(text: string, changes: ValueChanges): Result<string> {
  return inOnePass(text, changes) ?? oneByOne(text, changes)
}

function oneByOne(text: string, changes: ValueChanges): Result<string> {
  let edited: Result<string> = ok(text)
  for (const [name, value] of changes) {
    if (!edited.ok) return edited
    edited = value === undefined ? removeParameter(edited.value, name) : setParameter(edited.value, name, value)
  }
  return edited
}

function inOnePass(text: string, changes: ValueChanges): Result<string> | undefined {
  if (changes.size < 2 || [...changes.values()].includes(undefined)) return undefined
  const anatomy = anatomyOf(text)
  const root = anatomy?.document.contents
  const config = isMap(root) ? root.items.find(({ key }) => isScalar(key) && key.value === 'config')?.value : undefined
  if (anatomy === undefined || !isMap(config) || config.flow === true || config.items.length === 0) return undefined
  const pieces: { readonly start: number; readonly end: number; readonly by: string }[] = []
  const left = new Map(changes)
  let indent = ''
  let last = 0
  for (const { key, value } of config.items) {
    if (!isScalar(key) || !isScalar(value) || !key.range || !value.range || value.anchor !== undefined) return undefined
    indent = text.slice(text.lastIndexOf('\n', key.range[0] - 1) + 1, key.range[0])
    last = Math.max(last, value.range[1])
    const next = left.get(String(key.value))
    if (next === undefined) continue
    left.delete(String(key.value))
    const isPlainLine =
      value.type !== 'BLOCK_LITERAL' && value.type !== 'BLOCK_FOLDED' && value.range[1] > value.range[0]
    if (!isPlainLine) return undefined
    pieces.push({ start: value.range[0], end: value.range[1], by: scalarText(next, false) })
  }
  if (!/^ *$/.test(indent)) return undefined
  const lineEnd = text.indexOf('\n', last)
  const at = lineEnd < 0 ? text.length : text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd
  const lines = [...left].map(
    ([name, value]) => `${anatomy.eol}${indent}${scalarText(name, false)}: ${scalarText(value ?? '', false)}`,
  )
  if (lines.length > 0) pieces.push({ start: at, end: at, by: lines.join('') })
  const edited = pieces
    .toSorted((a, b) => b.start - a.start)
    .reduce((before, { start, end, by }) => before.slice(0, start) + by + before.slice(end), text)
  return isIntended(text, edited, changes) ? ok(edited) : undefined
}

function isIntended(before: string, after: string, changes: ValueChanges): boolean {
  const [old, next] = [openYaml(before), openYaml(after)]
  if (next.findings.some(({ severity }) => severity === 'error')) return false
  return sameValue(next.value, withConfig(old.value, changes))
}

function withConfig(value: unknown, changes: ValueChanges): unknown {
  if (typeof value !== 'object' || value === null) return value
  const config: unknown = Object.entries(value).find(([key]) => key === 'config')?.[1]
  return { ...value, config: { ...(typeof config === 'object' ? config : {}), ...Object.fromEntries(changes) } }
}
