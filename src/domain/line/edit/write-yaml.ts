import { misreadByYaml11 } from '../yaml-text.ts'

/** A value that edits can write into a YAML text. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain | undefined }

const widest = 96

/** Writes a value as flow YAML that fits anywhere in a line. */
export function flowText(value: Plain): string {
  if (typeof value === 'string') return scalarText(value, true)
  if (value === null || typeof value !== 'object') return String(value)
  if (isList(value)) return `[${value.map(flowText).join(', ')}]`
  const entries = Object.entries(value).filter(isPresent)
  return entries.length === 0
    ? '{}'
    : `{ ${entries.map(([key, item]) => `${scalarText(key, true)}: ${flowText(item)}`).join(', ')} }`
}

/** Writes a value as block YAML below its key or behind its dash; short flat values take one line. */
export function blockLines(value: Plain): readonly string[] {
  if (typeof value === 'string') return [scalarText(value, false)]
  if (value === null || typeof value !== 'object') return [String(value)]
  if (!Object.entries(value).some(isPresent)) return [flowText(value)]
  if (isList(value)) return value.flatMap((item) => itemLines(item))
  return Object.entries(value)
    .filter(isPresent)
    .flatMap(([key, item]) => entryLines(key, item))
}

/** Writes a list item, including its dash. */
export function itemLines(value: Plain): readonly string[] {
  return blockLines(value).map((line, index) => (index === 0 ? '- ' : '  ') + line)
}

/** Writes a key with its value; children are indented by two. */
export function entryLines(key: string, value: Plain): readonly string[] {
  const head = `${scalarText(key, false)}:`
  if (value === null || typeof value !== 'object') return [`${head} ${blockLines(value).join('')}`]
  const flow = flowText(value)
  if (isFlat(value) && flow.length + head.length < widest) return [`${head} ${flow}`]
  return [head, ...blockLines(value).map((line) => `  ${line}`)]
}

/** Writes a text as a plain scalar if every YAML reader takes it as text, else in double quotes. */
export function scalarText(text: string, inFlow: boolean): string {
  return isPlainSafe(text, inFlow) ? text : quoted(text)
}

const indicators = /^[-?:,[\]{}#&*!|>'"%@`=<~]/
const resolved = /^(?:null|true|false|[-+]?(?:\.\d+|\d[\d_.]*(?:e[-+]?\d+)?)|0[xo][\da-f]+|[-+]?\.(?:inf|nan))$/i

function isPlainSafe(text: string, inFlow: boolean): boolean {
  if (text === '' || text !== text.trim() || resolved.test(text) || misreadByYaml11(text)) return false
  if (indicators.test(text) || /: |:$| #|[\p{Cc}\u2028\u2029\u0085\uFEFF\uD800-\uDFFF]/u.test(text)) return false
  return /^\d{4}-\d\d?-\d\d?/.test(text) ? false : !(inFlow && /[,[\]{}]|:(?=["'])/.test(text))
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u0080-\u009f\u2028\u2029\uFEFF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value)
}

/** Whether a value is a flat map or list of a few texts, which people write in one line. */
function isFlat(value: readonly Plain[] | { readonly [key: string]: Plain | undefined }): boolean {
  const items = isList(value) ? value : Object.values(value)
  if (!isList(value) && items.length > 2) return false
  return items.every((item) => item === undefined || item === null || typeof item !== 'object')
}

function isPresent(entry: [string, Plain | undefined]): entry is [string, Plain] {
  return entry[1] !== undefined
}
