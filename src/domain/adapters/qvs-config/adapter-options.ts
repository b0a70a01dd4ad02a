import { isCollection, isMap, isNode, isScalar } from 'yaml'
import { sameValue } from '../../same-value.ts'
import { applySteps, onlyAsText } from '../../line/edit/splice.ts'
import type { Plain } from '../../line/edit/write-yaml.ts'
import { nodeAt, openYaml, type YamlPath } from '../../line/yaml-text.ts'
import { problem } from '../../problem.ts'
import { say } from '../../sentence.ts'
import { err, ok, type Result } from '../../result.ts'
import type { Field } from '../catalog/description.ts'

/** Place of an adapter's values in a QVS Config: the index in `designPatterns`, and which of the two maps. */
export interface OptionsPlace {
  readonly index: number
  readonly section: 'params' | 'pipelineParams'
}

const reference = /\$\((?:params|context)\.[^()]+\)/

/** Whether a text refers to a parameter of the QVS Config, so that its value is only known later. */
export function isReference(text: string): boolean {
  return reference.test(text)
}

/** A QVS Config value as form text; undefined if only YAML can show it. */
export function optionText(value: unknown): string | undefined {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  if (!Array.isArray(value)) return undefined
  const items = value.map(optionText)
  return value.every((item) => typeof item !== 'object') && !items.some((item) => item?.includes(','))
    ? items.join(',')
    : undefined
}

/** Converts a form's text to the type the adapter expects; references stay texts. */
export function optionValue(field: Field, text: string): Plain {
  if (isReference(text)) return text
  switch (field.kind) {
    case 'int':
    case 'number':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text
    case 'bool':
      return text === 'true' ? true : text === 'false' ? false : text
    case 'list': {
      const { item } = field
      const items = text.trim() === '' ? [] : text.split(',').map((one) => one.trim())
      return item === undefined ? items : items.map((one) => optionValue(item, one))
    }
    case 'string':
    case 'map':
    case 'struct':
    case 'secret':
    case 'any':
      return text
  }
}

/** Sets or removes one option of an adapter as a splice; a map left empty is removed too, but an item of a list stays. */
export function setOption(
  text: string,
  { index, section }: OptionsPlace,
  path: YamlPath,
  value: Plain | undefined,
): Result<string> {
  const root = ['designPatterns', index, section]
  if (value !== undefined) return applySteps(text, [{ op: 'set', path: [...root, ...path], value }])
  const { document } = openYaml(text)
  let depth = path.length
  while (depth > 0) {
    const parent = nodeAt(document, [...root, ...path.slice(0, depth - 1)])
    if (!isMap(parent) || parent.items.length > 1) break
    depth -= 1
  }
  const item = path.slice(0, depth)
  if (depth < path.length && typeof item.at(-1) === 'number')
    return applySteps(text, [{ op: 'set', path: [...root, ...item], value: {} }])
  return applySteps(text, [{ op: 'remove', path: [...root, ...path.slice(0, depth)] }])
}

/** The YAML source of an adapter's map, or a value in it, without its indentation; empty if there is none. */
export function optionsYaml(text: string, place: OptionsPlace, path: YamlPath = []): string {
  const block = blockOf(text, place, path)
  if (block === undefined) return ''
  const lines = text.slice(block.start, block.end).split(/\r?\n/)
  return lines.map((line, at) => (at === 0 ? line : dedent(line, block.indent))).join('\n')
}

/** Replaces an adapter's map, or a value in it, by the given YAML; everything else stays byte for byte. */
export function setOptionsYaml(text: string, place: OptionsPlace, yaml: string, path: YamlPath = []): Result<string> {
  const given = openYaml(yaml)
  const [broken] = given.findings.filter(({ severity }) => severity === 'error')
  if (broken !== undefined) return err(problem('invalid-document', broken.message, { place: broken.place }))
  const { index, section } = place
  const whole: YamlPath = ['designPatterns', index, section, ...path]
  const block = blockOf(text, place, path)
  if (given.value === null || given.value === undefined)
    return block === undefined ? ok(text) : takeOut(text, place, path)
  if (path.length === 0 && !isMap(given.document.contents))
    return err(
      problem('invalid-document', say`Options are names with values`, { fix: say`Write name: value on each line` }),
    )
  if (block === undefined) {
    // A map of three keys is written as a block, which the given text then replaces.
    const begun = applySteps(text, [{ op: 'set', path: whole, value: { placeholder: '', other: '', third: '' } }])
    return begun.ok ? setOptionsYaml(begun.value, place, yaml, path) : begun
  }
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const { contents } = given.document
  // A value on the line of its key moves below the key if it becomes a block.
  const goesBelow = block.isBehindName && isCollection(contents) && contents.flow !== true
  const blank = ' '.repeat(block.indent)
  const lines = yaml.replace(/\s+$/, '').split(/\r?\n/)
  const indented = lines.map((line, at) => ((at === 0 && !goesBelow) || line === '' ? line : blank + line)).join(eol)
  const before = goesBelow ? text.slice(0, block.start).replace(/[ \t]+$/, '') + eol : text.slice(0, block.start)
  const edited = before + indented + text.slice(block.end)
  const after = openYaml(edited)
  const isMeant =
    !after.findings.some(({ severity }) => severity === 'error') && sameValue(valueAt(after.value, whole), given.value)
  return isMeant ? ok(edited) : err(onlyAsText(openYaml(text), whole))
}

function takeOut(text: string, { index, section }: OptionsPlace, path: YamlPath): Result<string> {
  return path.length === 0
    ? applySteps(text, [{ op: 'remove', path: ['designPatterns', index, section] }])
    : setOption(text, { index, section }, path, undefined)
}

interface Block {
  readonly start: number
  readonly end: number
  readonly indent: number
  /** The value is on the line of its key, such as a list in brackets. */
  readonly isBehindName: boolean
}

function blockOf(text: string, { index, section }: OptionsPlace, inner: YamlPath): Block | undefined {
  const opened = openYaml(text)
  const path = ['designPatterns', index, section, ...inner]
  const node = nodeAt(opened.document, path)
  const holder = nodeAt(opened.document, path.slice(0, -1))
  if (!isNode(node) || node === holder || !node.range || (isScalar(node) && node.source === '')) return undefined
  const [start, end] = node.range
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
  const isBehindName = !/^[\s-]*$/.test(before)
  const { column } = opened.rangeAt(path)
  return {
    start,
    end: start + text.slice(start, end).replace(/\s+$/, '').length,
    indent: isBehindName ? (/^[\s-]*/.exec(before)?.[0].length ?? 0) + 2 : column - 1,
    isBehindName,
  }
}

function valueAt(value: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  )
}

function dedent(line: string, by: number): string {
  const blank = /^ */.exec(line)?.[0].length ?? 0
  return line.slice(Math.min(blank, by))
}
