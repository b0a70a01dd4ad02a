import type { Field } from '../catalog/description.ts'
import { reservedParams } from '../qvs-config/qvs-config.ts'
import { adapterOf, fieldAt, patternOfEntry, type QvsKnowledge } from './knowledge.ts'
import { qvsPlaceAt, type QvsPlace } from './place.ts'

/** A proposal to insert at an offset; `doc` is Markdown by the adapter's author. */
export interface QvsCompletion {
  readonly label: string
  readonly kind: 'key' | 'value' | 'reference' | 'module'
  readonly detail?: string
  readonly doc?: string
  readonly insert: string
  readonly from: number
  readonly to: number
  readonly isPreferred?: boolean
}

type Proposal = Omit<QvsCompletion, 'from' | 'to'>

const keysOf: Readonly<Record<string, readonly string[]>> = {
  '': ['params', 'modules', 'designPatterns'],
  params: ['name', 'type'],
  modules: ['name', 'revision', 'local', 'remote'],
  'modules.local': ['path'],
  'modules.remote': ['repo', 'revision', 'path'],
  designPatterns: ['pattern', 'params', 'pipelineParams'],
}
const blocks = new Set(['params', 'modules', 'designPatterns', 'local', 'remote', 'pipelineParams'])

/** Proposes completions at an offset of a QVS Config. */
export function completeQvs(text: string, offset: number, knowledge: QvsKnowledge): readonly QvsCompletion[] {
  const place = qvsPlaceAt(text, offset)
  if (place === undefined) return []
  const reference = place.role === 'key' ? undefined : referenceAt(text, offset, place)
  if (reference !== undefined) return reference
  const proposals = place.role === 'key' ? keys(text, place, knowledge) : values(text, place, knowledge)
  return proposals.map((proposal) => ({ ...proposal, from: place.from, to: place.to }))
}

/** Only parameter names make sense inside `$(params.`. */
function referenceAt(text: string, offset: number, { from }: QvsPlace): readonly QvsCompletion[] | undefined {
  const begun = /\$\((?:p(?:a(?:r(?:a(?:m(?:s(?:\.([\w-]*))?)?)?)?)?)?)?$/.exec(text.slice(from, offset))
  if (begun === null) return undefined
  const rest = /^[\w.-]*(?:\[\*\])?\)?/.exec(text.slice(offset))?.[0].length ?? 0
  return declared(text).map(({ name, type }) => ({
    label: `$(params.${name})`,
    kind: 'reference',
    detail: type,
    insert: `$(params.${name}${type === 'array' ? '[*]' : ''})`,
    from: offset - begun[0].length,
    to: offset + rest,
  }))
}

/** Names and types declared in `params`, read line by line. */
export function declared(text: string): readonly { readonly name: string; readonly type: string }[] {
  const block = /^params:[^\n]*\n((?:(?:[ -].*|#.*|)\n?)*)/m.exec(text)?.[1] ?? ''
  const items = block.split(/^ *- */m).slice(1)
  const found = items.flatMap((item) => {
    const name = /(?:^|[\s{,])name:\s*["']?([\w-]+)/.exec(item)?.[1]
    return name === undefined ? [] : [{ name, type: /type:\s*["']?(\w+)/.exec(item)?.[1] ?? 'string' }]
  })
  return [...found, ...reservedParams.map((name) => ({ name, type: 'string' }))]
}

function keys(text: string, place: QvsPlace, knowledge: QvsKnowledge): readonly Proposal[] {
  const fields = fieldsAt(text, place.path, knowledge)
  if (fields !== undefined)
    return fields
      .filter(({ name }) => !place.siblings.includes(name))
      .toSorted((a, b) => Number(b.required) - Number(a.required))
      .map((field) => ({
        label: field.name,
        kind: 'key',
        detail: detailOf(field),
        ...(field.doc === '' ? {} : { doc: field.doc }),
        insert: field.kind === 'struct' || field.kind === 'map' ? `${field.name}:` : `${field.name}: `,
        isPreferred: field.required,
      }))
  const known = keysOf[place.path.filter((step) => typeof step === 'string').join('.')] ?? []
  return known
    .filter((key) => !place.siblings.includes(key))
    .map((key) => ({
      label: key,
      kind: 'key',
      insert: blocks.has(key) ? `${key}:` : `${key}: `,
    }))
}

/** Fields of the map at a path below an adapter's parameters or options. */
function fieldsAt(
  text: string,
  path: readonly (string | number)[],
  knowledge: QvsKnowledge,
): readonly Field[] | undefined {
  const [section, index, group, ...rest] = path
  if (section !== 'designPatterns' || typeof index !== 'number' || typeof group !== 'string') return undefined
  const adapter = adapterOf(patternOfEntry(text, index) ?? '', knowledge.adapters)
  if (adapter === undefined) return []
  const fields = group === 'params' ? adapter.parameters : adapter.options
  return rest.length === 0 ? fields : (fieldAt(fields, rest)?.fields ?? [])
}

function values(text: string, place: QvsPlace, knowledge: QvsKnowledge): readonly Proposal[] {
  const [section, index, key, ...rest] = place.path
  if (section === 'params' && key === 'type')
    return ['string', 'int', 'array', 'secret'].map((type) => ({ label: type, kind: 'value', insert: type }))
  if (section === 'params' && key === 'name') return wantedNames(text, knowledge)
  if (section === 'modules' && key === 'name')
    return knowledge.modules.map(({ name, revision }) => ({
      label: name,
      kind: 'module',
      detail: revision,
      insert: name,
    }))
  if (section === 'modules' && key === 'revision') {
    const revisions = [...new Set(knowledge.modules.map(({ revision }) => revision))]
    return revisions.map((revision) => ({ label: revision, kind: 'value', insert: revision }))
  }
  if (section !== 'designPatterns' || typeof index !== 'number') return []
  if (key === 'pattern')
    return knowledge.adapters.map((adapter) => ({
      label: adapter.pattern,
      kind: 'module',
      detail: adapter.category,
      ...(adapter.description === '' ? {} : { doc: adapter.description }),
      insert: adapter.pattern,
    }))
  const adapter = adapterOf(patternOfEntry(text, index) ?? '', knowledge.adapters)
  const fields = key === 'params' ? adapter?.parameters : adapter?.options
  const field = fields === undefined ? undefined : fieldAt(fields, rest)
  return [...choices(field), ...(key === 'params' ? references(text, field, String(rest.at(-1) ?? '')) : [])]
}

/** Required parameters of the adapters in use that are not declared yet. */
function wantedNames(text: string, { adapters }: QvsKnowledge): readonly Proposal[] {
  const known = new Set(declared(text).map(({ name }) => name))
  const patterns = [...text.matchAll(/pattern:\s*["']?([^\s"'#]+)/g)].map(([, pattern]) => pattern ?? '')
  const fields = patterns.flatMap((pattern) => adapterOf(pattern, adapters)?.parameters ?? [])
  const names = [...new Map(fields.map((field) => [field.name, field])).values()].filter(({ name }) => !known.has(name))
  return names.map((field) => ({
    label: field.name,
    kind: 'value',
    detail: detailOf(field),
    ...(field.doc === '' ? {} : { doc: field.doc }),
    insert: field.name,
    isPreferred: field.required,
  }))
}

function choices(field: Field | undefined): readonly Proposal[] {
  const all = field?.enum ?? (field?.kind === 'bool' ? [true, false] : [])
  const initial = field?.default
  return all.map((value) => ({
    label: String(value),
    kind: 'value',
    insert: typeof value === 'string' ? quotedScalar(value) : String(value),
    ...(value === initial ? { detail: '=' } : {}),
  }))
}

/** Proposes parameters, the one of the same name first, then those of a matching type. */
function references(text: string, field: Field | undefined, name: string): readonly Proposal[] {
  const fits = (type: string): boolean =>
    field?.kind === 'list' ? type === 'array' : field?.kind === 'secret' ? type === 'secret' : type !== 'array'
  return declared(text)
    .toSorted((a, b) => rank(b) - rank(a))
    .map((param) => ({
      label: `$(params.${param.name})`,
      kind: 'reference',
      detail: param.type,
      insert: param.type === 'array' ? `["$(params.${param.name}[*])"]` : `$(params.${param.name})`,
      isPreferred: param.name === name,
    }))
  function rank(param: { readonly name: string; readonly type: string }): number {
    return Number(param.name === name) * 2 + Number(fits(param.type))
  }
}

/** Writes a text as a scalar, quoted if YAML would read it as something else. */
export function quotedScalar(text: string): string {
  return /^[A-Za-z][\w./-]*$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text)
    ? text
    : JSON.stringify(text)
}

function detailOf(field: Field): string {
  const type = field.constraint === '' ? field.kind : field.constraint
  return field.required ? `${type} *` : type
}
