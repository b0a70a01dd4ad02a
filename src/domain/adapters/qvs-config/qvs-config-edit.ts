import { isMap, isScalar, isSeq } from 'yaml'
import { parseDocument } from '../../yaml.ts'
import type { Problem } from '../../problem.ts'
import { ok, type Result } from '../../result.ts'
import { applies } from '../catalog/conditional-fields.ts'
import type { AdapterDescription, Field } from '../catalog/description.ts'
import { localRevision } from '../modules/found-module.ts'
import { parseQvsConfig } from './qvs-config.ts'
import type { QvsParamType } from './qvs-param-type.ts'
import { appendToList } from './yaml-list-splice.ts'

/** A QVS Config after an adapter was added. */
export interface AddedPattern {
  readonly text: string
  /** Index of the new entry in `designPatterns`. */
  readonly index: number
  /** Parameters declared along with it; they need values in the parameter sets. */
  readonly declared: readonly string[]
}

/**
 * Adds an adapter to a QVS Config as splices: the entry, with `$(params.x)` for every required parameter; declarations for new parameters; and the
 * module, unless an entry names it already. Everything else stays byte for byte.
 */
export function addDesignPattern(
  text: string,
  adapter: Pick<AdapterDescription, 'pattern' | 'parameters' | 'module'>,
): Result<AddedPattern, Problem> {
  const { config } = parseQvsConfig(text)
  const scaffold = scaffoldOf(adapter.parameters)
  const entry = {
    pattern: adapter.pattern,
    ...(scaffold.params.length === 0 ? {} : { params: nested(scaffold.params) }),
  }
  const lines = [
    `pattern: ${adapter.pattern}`,
    ...(scaffold.params.length === 0 ? [] : ['params:', ...scaffoldLines(scaffold.params, '  ')]),
  ]

  let edited: Result<string, Problem> = ok(text)
  const known = new Set(config.params.map(({ name }) => name))
  const fresh = scaffold.declarations.filter(({ name }) => !known.has(name))
  for (const { name, type } of fresh) {
    if (edited.ok) edited = appendToList(edited.value, 'params', [`name: ${name}`, `type: ${type}`], { name, type })
  }
  if (edited.ok) edited = nameModule(edited.value, adapter.module)
  if (edited.ok) edited = appendToList(edited.value, 'designPatterns', lines, entry)
  if (!edited.ok) return edited
  return ok({ text: edited.value, index: config.designPatterns.length, declared: fresh.map(({ name }) => name) })
}

/** Adds the module unless an entry names it already; a module in a folder beside another QVS Config has no name here. */
export function nameModule(text: string, { name, revision }: AdapterDescription['module']): Result<string, Problem> {
  if (
    name === '' ||
    revision === localRevision ||
    parseQvsConfig(text).config.modules.some((module) => module.name === name)
  )
    return ok(text)
  return appendToList(text, 'modules', [`name: ${name}`, `revision: ${quoted(revision)}`], { name, revision })
}

/** Quotes a revision that YAML would read as a number (a short commit, a version). */
function quoted(text: string): string {
  return /^[A-Za-z][\w./-]*$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text)
    ? text
    : JSON.stringify(text)
}

type ScaffoldValue = { readonly name: string; readonly value: string | readonly string[] | readonly ScaffoldValue[] }

interface Scaffold {
  readonly params: readonly ScaffoldValue[]
  readonly declarations: readonly { readonly name: string; readonly type: QvsParamType }[]
}

const typeOf: Readonly<Record<Field['kind'], QvsParamType>> = {
  string: 'string',
  any: 'string',
  map: 'string',
  struct: 'string',
  int: 'int',
  number: 'float',
  bool: 'bool',
  list: 'array',
  secret: 'secret',
}

function scaffoldOf(fields: readonly Field[], prefix = ''): Scaffold {
  const params: ScaffoldValue[] = []
  const declarations: Scaffold['declarations'][number][] = []
  for (const field of fields) {
    if (!field.required || applies(field, fields, {}) === false) continue
    const name = prefix === '' ? field.name : prefix + field.name.charAt(0).toUpperCase() + field.name.slice(1)
    if (field.kind === 'struct' && field.fields !== undefined) {
      const inner = scaffoldOf(field.fields, name)
      params.push({ name: field.name, value: inner.params })
      declarations.push(...inner.declarations)
    } else {
      params.push({ name: field.name, value: field.kind === 'list' ? [`$(params.${name}[*])`] : `$(params.${name})` })
      declarations.push({ name, type: typeOf[field.kind] })
    }
  }
  return { params, declarations }
}

function isNested(value: ScaffoldValue['value']): value is readonly ScaffoldValue[] {
  return typeof value !== 'string' && value.every((item) => typeof item !== 'string')
}

function nested(values: readonly ScaffoldValue[]): Record<string, unknown> {
  return Object.fromEntries(values.map(({ name, value }) => [name, isNested(value) ? nested(value) : value]))
}

function scaffoldLines(values: readonly ScaffoldValue[], indent: string): string[] {
  return values.flatMap(({ name, value }) => {
    if (typeof value === 'string') return [`${indent}${name}: ${value}`]
    if (isNested(value)) return [`${indent}${name}:`, ...scaffoldLines(value, `${indent}  `)]
    return [`${indent}${name}:`, ...value.map((item) => `${indent}  - ${item}`)]
  })
}

/** Sets the revision in every entry of `modules` for the module, as splices; entries that use a folder stay. */
export function setModuleRevision(text: string, name: string, revision: string): string {
  const document = parseDocument(text)
  const modules = document.get('modules')
  if (!isSeq(modules)) return text
  const splices = modules.items.flatMap((item) => {
    if (!isMap(item) || item.get('name') !== name) return []
    const remote = item.get('remote')
    const holder = isMap(remote) ? remote : item
    const value = holder.get('revision', true)
    return isScalar(value) && value.range !== undefined && value.range !== null ? [value.range] : []
  })
  return splices.toReversed().reduce((out, [from, to]) => out.slice(0, from) + quoted(revision) + out.slice(to), text)
}
