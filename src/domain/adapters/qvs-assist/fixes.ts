import { isMap, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml'
import { parseDocument } from '../../yaml.ts'
import { nearestName } from '../../line/nearest-name.ts'
import type { Finding } from '../../problem.ts'
import { ok, type Result } from '../../result.ts'
import type { Field } from '../catalog/description.ts'
import { parseQvsConfig } from '../qvs-config/qvs-config.ts'
import { nameModule } from '../qvs-config/qvs-config-edit.ts'
import { appendToList } from '../qvs-config/yaml-list-splice.ts'
import { checkQvs } from './check.ts'
import { quotedScalar } from './complete.ts'
import { adapterAt, adapterOf, type QvsKnowledge } from './knowledge.ts'

/** A change that resolves a finding: a code with arguments that describes it, and the resulting text. */
export interface QvsFix {
  readonly code: 'use-name' | 'use-value' | 'declare' | 'add-field' | 'name-module'
  readonly args: Readonly<Record<string, string>>
  readonly text: string
}

/** Fixes for findings on the lines `from` to `to`, inclusive and 1-based. */
export function fixesForQvs(text: string, from: number, to: number, knowledge: QvsKnowledge): readonly QvsFix[] {
  return checkQvs(text, knowledge)
    .filter(({ place }) => place.line !== undefined && place.line >= from && place.line <= to)
    .flatMap((finding) => fixesOfFinding(text, finding, knowledge))
}

/** Fixes for one finding, the most likely first. */
export function fixesOfFinding(text: string, finding: Finding, knowledge: QvsKnowledge): readonly QvsFix[] {
  const { near, name, group } = finding.args
  switch (finding.code) {
    case 'qvs-unknown-adapter':
    case 'qvs-unknown-field':
      return near === undefined ? [] : [replaceWord(text, finding, near)]
    case 'qvs-missing-field':
      return name === undefined ? [] : addField(text, finding, name, group ?? 'params', knowledge)
    case 'qvs-unfit-choice':
    case 'qvs-unfit-kind':
      return name === undefined ? [] : replaceByChoice(text, finding, name, knowledge)
    case 'qvs-module-not-named':
      return addModule(text, finding, knowledge)
    case 'qvs-undeclared':
      return declare(text, finding, knowledge)
    case 'qvs-param-type':
      return setType(text, finding)
    default:
      return []
  }
}

/** Replaces the word at a finding's place. */
function replaceWord(text: string, finding: Finding, word: string): QvsFix {
  const at = offsetOf(text, finding)
  const old = /^["']?[^\s:#"']*["']?/.exec(text.slice(at))?.[0] ?? ''
  return { code: 'use-name', args: { name: word }, text: text.slice(0, at) + word + text.slice(at + old.length) }
}

function addField(
  text: string,
  finding: Finding,
  name: string,
  group: string,
  knowledge: QvsKnowledge,
): readonly QvsFix[] {
  const index = entryOf(finding)
  const { config } = parseQvsConfig(text)
  const adapter = index === undefined ? undefined : adapterAt(config, index, knowledge)
  const field = [...(adapter?.parameters ?? []), ...(adapter?.options ?? [])].find((one) => one.name === name)
  if (index === undefined || field === undefined) return []
  // Options decide which tasks exist before values are known, so they need literal values.
  const value = group === 'params' ? referenceTo(field) : exampleOf(field)
  const added = insertKey(text, index, group, `${name}: ${value}`)
  if (added === undefined) return []
  const isDeclared = config.params.some((param) => param.name === name)
  const whole = group !== 'params' || isDeclared ? ok(added) : declareIn(added, name, typeOf(field))
  return whole.ok ? [{ code: 'add-field', args: { name }, text: whole.value }] : []
}

function replaceByChoice(text: string, finding: Finding, name: string, knowledge: QvsKnowledge): readonly QvsFix[] {
  const index = entryOf(finding)
  const adapter = index === undefined ? undefined : adapterAt(parseQvsConfig(text).config, index, knowledge)
  const field = [...(adapter?.parameters ?? []), ...(adapter?.options ?? [])].find((one) => one.name === name)
  const at = offsetOf(text, finding)
  const range = valueRange(text, at)
  if (field === undefined || range === undefined) return []
  const current = text.slice(range.from, range.to)
  const all = field.enum?.map(String) ?? (field.kind === 'string' && /^[\w.]+$/.test(current) ? [current] : [])
  const near = nearestName(current, all)
  const ordered = near === undefined ? all : [near, ...all.filter((one) => one !== near)]
  return ordered.slice(0, 6).map((choice) => {
    const value = scalar(choice, field)
    return { code: 'use-value', args: { value }, text: text.slice(0, range.from) + value + text.slice(range.to) }
  })
}

function declare(text: string, finding: Finding, knowledge: QvsKnowledge): readonly QvsFix[] {
  const { name } = finding.args
  const index = entryOf(finding)
  if (name === undefined) return []
  const { config } = parseQvsConfig(text)
  const adapter = index === undefined ? undefined : adapterAt(config, index, knowledge)
  const taker = finding.place.path?.split('.').at(-1)
  const field = adapter?.parameters.find((one) => one.name === taker)
  const added = declareIn(text, name, field === undefined ? 'string' : typeOf(field))
  const near = nearestName(
    name,
    config.params.map((param) => param.name),
  )
  return [
    ...(near === undefined
      ? []
      : [
          {
            code: 'use-name' as const,
            args: { name: near },
            text: text
              .replaceAll(`$(params.${name})`, `$(params.${near})`)
              .replaceAll(`$(params.${name}[`, `$(params.${near}[`),
          },
        ]),
    ...(added.ok ? [{ code: 'declare' as const, args: { name }, text: added.value }] : []),
  ]
}

function addModule(text: string, { args }: Finding, { adapters }: QvsKnowledge): readonly QvsFix[] {
  const module = adapterOf(args['pattern'] ?? '', adapters)?.module
  const named = module === undefined ? undefined : nameModule(text, module)
  return module !== undefined && named?.ok === true
    ? [{ code: 'name-module', args: { ...module }, text: named.value }]
    : []
}

function setType(text: string, finding: Finding): readonly QvsFix[] {
  if (finding.severity !== 'error') return []
  const at = offsetOf(text, finding)
  const item = text.slice(at).split(/\n\s*- /)[0] ?? ''
  const found = /type:[ \t]*([^\n#]*?)[ \t]*(?=#|\n|$)/.exec(item)
  const types = ['string', 'int', 'array', 'secret']
  const near = nearestName(found?.[1] ?? '', types) ?? 'string'
  if (found === null) {
    const column = (finding.place.column ?? 1) - 1
    const end = at + (item.indexOf('\n') < 0 ? item.length : item.indexOf('\n'))
    return [
      {
        code: 'use-value',
        args: { value: near },
        text: `${text.slice(0, end)}\n${' '.repeat(column)}type: ${near}${text.slice(end)}`,
      },
    ]
  }
  const from = at + found.index
  return [
    {
      code: 'use-value',
      args: { value: near },
      text: `${text.slice(0, from)}type: ${near}${text.slice(from + found[0].length)}`,
    },
  ]
}

function declareIn(text: string, name: string, type: string): Result<string> {
  return appendToList(text, 'params', [`name: ${name}`, `type: ${type}`], { name, type })
}

/** Adds a key at the end of an entry's group; a missing group is added after the entry's other keys. */
function insertKey(text: string, index: number, group: string, line: string): string | undefined {
  const document = parseDocument(text)
  const list = document.get('designPatterns')
  const entry = isSeq(list) ? list.items[index] : undefined
  if (!isMap(entry) || entry.flow === true) return undefined
  const pair = entry.items.find(({ key }) => isScalar(key) && key.value === group)
  const column = columnOf(text, entry)
  if (pair === undefined)
    return insertAfter(text, entry, `${' '.repeat(column)}${group}:\n${' '.repeat(column + 2)}${line}`)
  if (isMap(pair.value) && pair.value.flow !== true && pair.value.items.length > 0)
    return insertAfter(text, pair.value, `${' '.repeat(columnOf(text, pair.value))}${line}`)
  if (isScalar(pair.value) && pair.value.value === null) {
    const key = isScalar(pair.key) ? (pair.key.range?.[1] ?? 0) : 0
    const end = text.indexOf('\n', key)
    const at = end < 0 ? text.length : end
    return `${text.slice(0, at)}\n${' '.repeat(column + 2)}${line}${text.slice(at)}`
  }
  return undefined
}

function insertAfter(text: string, map: YAMLMap, lines: string): string | undefined {
  const end = map.range?.[1]
  if (end === undefined) return undefined
  let at = end
  while (at > 0 && /\s/.test(text[at - 1] ?? '')) at -= 1
  const lineEnd = text.indexOf('\n', at)
  const place = lineEnd < 0 ? text.length : lineEnd
  return `${text.slice(0, place)}\n${lines}${text.slice(place)}`
}

function columnOf(text: string, map: YAMLMap): number {
  const first: Pair | undefined = map.items[0]
  const at = isScalar(first?.key) ? (first.key.range?.[0] ?? 0) : 0
  return at - (text.lastIndexOf('\n', at - 1) + 1)
}

function valueRange(text: string, keyAt: number): { readonly from: number; readonly to: number } | undefined {
  const match = /^("[^"]*"|'[^']*'|[^\s:]+):[ \t]*/.exec(text.slice(keyAt))
  if (match === null) return undefined
  const from = keyAt + match[0].length
  const value = /^("[^"\n]*"|'[^'\n]*'|[^\n#]*[^\s#])/.exec(text.slice(from))?.[0]
  return value === undefined ? undefined : { from, to: from + value.length }
}

function entryOf({ place }: Finding): number | undefined {
  const index = /^designPatterns\[(\d+)\]/.exec(place.path ?? '')?.[1]
  return index === undefined ? undefined : Number(index)
}

function offsetOf(text: string, { place }: Finding): number {
  const lines = text.split('\n')
  const before = lines.slice(0, (place.line ?? 1) - 1).reduce((sum, line) => sum + line.length + 1, 0)
  return before + (place.column ?? 1) - 1
}

function referenceTo({ name, kind }: Field): string {
  return kind === 'list' ? `["$(params.${name}[*])"]` : `$(params.${name})`
}

function exampleOf(field: Field): string {
  const [first] = field.enum ?? []
  if (first !== undefined) return scalar(String(first), field)
  return {
    string: '""',
    int: '0',
    number: '0',
    bool: 'false',
    list: '[]',
    map: '{}',
    struct: '{}',
    secret: '""',
    any: '""',
  }[field.kind]
}

function typeOf({ kind }: Field): string {
  return kind === 'int' ? 'int' : kind === 'list' ? 'array' : kind === 'secret' ? 'secret' : 'string'
}

function scalar(text: string, field: Field): string {
  return field.kind === 'string' ? quotedScalar(text) : text
}
