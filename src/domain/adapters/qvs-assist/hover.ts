import type { AdapterDescription, Field } from '../catalog/description.ts'
import { adapterOf, fieldAt, patternOfEntry, type QvsKnowledge } from './knowledge.ts'
import { declared } from './complete.ts'
import { qvsWordAt } from './place.ts'

/** What is under the pointer: an adapter, one of its fields, a QVS Config parameter, or a key of the format. */
export type QvsSubject =
  | { readonly kind: 'adapter'; readonly adapter: AdapterDescription }
  | { readonly kind: 'field'; readonly field: Field; readonly adapter: AdapterDescription }
  | { readonly kind: 'param'; readonly name: string; readonly type: string }
  | { readonly kind: 'key'; readonly key: string }

/** The subject at a place of a QVS Config, and its range of offsets in the text. */
export interface QvsHover {
  readonly subject: QvsSubject
  readonly from: number
  readonly to: number
}

/** Finds the subject at an offset of a QVS Config. */
export function hoverQvs(text: string, offset: number, knowledge: QvsKnowledge): QvsHover | undefined {
  const reference = referenceUnder(text, offset)
  if (reference !== undefined) {
    const param = declared(text).find(({ name }) => name === reference.name)
    return param === undefined ? undefined : { subject: { kind: 'param', ...param }, ...reference.range }
  }
  const word = qvsWordAt(text, offset)
  if (word === undefined) return undefined
  const range = { from: word.from, to: word.to }
  const [section, index, group, ...rest] = word.path
  if (section === 'designPatterns' && typeof index === 'number' && group !== undefined) {
    const adapter = adapterOf(patternOfEntry(text, index) ?? '', knowledge.adapters)
    if (adapter !== undefined && group === 'pattern') return { subject: { kind: 'adapter', adapter }, ...range }
    const fields = group === 'params' ? adapter?.parameters : adapter?.options
    const field = rest.length === 0 ? undefined : fieldAt(fields ?? [], rest)
    if (field !== undefined && adapter !== undefined) return { subject: { kind: 'field', field, adapter }, ...range }
  }
  const names = word.path.filter((step) => typeof step === 'string')
  return word.role === 'key' && names.length <= 3
    ? { subject: { kind: 'key', key: names.join('.') }, ...range }
    : undefined
}

function referenceUnder(text: string, offset: number) {
  for (const match of text.matchAll(/\$\(params\.([\w-]+)(?:\[\*\])?\)/g)) {
    const [from, to] = [match.index, match.index + match[0].length]
    if (from <= offset && offset <= to) return { name: match[1] ?? '', range: { from, to } }
  }
  return undefined
}
