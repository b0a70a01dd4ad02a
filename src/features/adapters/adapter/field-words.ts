import type { Condition } from '#domain/adapters/catalog/field-facts.ts'
import type { Field } from '#domain/adapters/catalog/description.ts'
import type { Translate } from '#ui/i18n/use-messages.tsx'
import type { adapterMessages } from '../messages.ts'

type T = Translate<typeof adapterMessages>

/** What a field takes, in words: choices and bounds before the bare type. */
export function typeWords(t: T, field: Field): string {
  if (field.enum !== undefined)
    return t('oneOf', { values: field.enum.map((value) => JSON.stringify(value)).join(', ') })
  if (field.kind === 'list') return t('itemsOf', { item: field.item === undefined ? 'any' : typeWords(t, field.item) })
  if (field.kind === 'map') return t('mapOf', { item: field.item === undefined ? 'any' : typeWords(t, field.item) })
  // What is several things at once, such as a text or null, is told as the adapter says it.
  if (field.kind === 'any' && field.constraint !== '') return field.constraint
  const pattern = field.pattern === undefined ? '' : `/${field.pattern}/`
  return [field.format ?? field.kind, ...boundWords(t, field), pattern].filter((part) => part !== '').join(', ')
}

function boundWords(t: T, { minimum, maximum, above, below }: Field): readonly string[] {
  if (minimum !== undefined && maximum !== undefined)
    return [t('between', { from: String(minimum), to: String(maximum) })]
  return [
    above === undefined ? '' : t('moreThan', { from: String(above) }),
    minimum === undefined ? '' : t('atLeast', { from: String(minimum) }),
    below === undefined ? '' : t('lessThan', { to: String(below) }),
    maximum === undefined ? '' : t('atMost', { to: String(maximum) }),
  ]
}

/** What a field means, and on which condition it is there. */
export function meaningWords(t: T, { when, doc }: Field): string {
  if (when === undefined) return doc
  const only = conditionWords(t, when)
  return doc === '' ? only : `${only} ${doc}`
}

/** On which condition something is there. */
export function conditionWords(t: T, when: Condition): string {
  return [when, ...(when.and ?? [])].map((one) => oneCondition(t, one)).join(' ')
}

function oneCondition(t: T, { name, values }: Condition): string {
  if (values === undefined) return t('onlyWith', { name })
  return t('onlyWhen', { name, values: values.map((value) => JSON.stringify(value)).join(', ') })
}

/** A row of the table of fields: where a field is, how deep, and what is read before its name (`probe.`, `env[].`). */
type FieldRow = Field & { readonly path: string; readonly before: string; readonly depth: number }

/** Nested fields below their parent, so that one table shows all of them. */
export function flatFields(fields: readonly Field[], before = '', depth = 0): readonly FieldRow[] {
  return fields.flatMap((field) => {
    const path = `${before}${field.name}`
    const inner = field.fields ?? field.item?.fields ?? []
    const step = field.kind === 'list' ? '[].' : field.kind === 'map' ? '.*.' : '.'
    return [{ ...field, path, before, depth }, ...flatFields(inner, `${path}${step}`, depth + 1)]
  })
}
