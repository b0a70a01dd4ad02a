import type { Condition } from '#domain/adapters/catalog/field-facts.ts'
import type { Field } from '#domain/adapters/catalog/description.ts'
import type { Translate } from '#ui/i18n/use-messages.tsx'
import type { adapterMessages } from '../messages.ts'

type T = Translate<typeof adapterMessages>

/** The type of a field in words: its choices or bounds if it has any. */
export function typeWords(t: T, field: Field): string {
  if (field.enum !== undefined)
    return t('oneOf', { values: field.enum.map((value) => JSON.stringify(value)).join(', ') })
  if (field.kind === 'list') return t('itemsOf', { item: field.item === undefined ? 'any' : typeWords(t, field.item) })
  if (field.kind === 'map') return t('mapOf', { item: field.item === undefined ? 'any' : typeWords(t, field.item) })
  // For a union, such as `string | null`, the adapter's own constraint says it best.
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

/** A field's documentation, after the condition under which it applies. */
export function meaningWords(t: T, { when, doc }: Field): string {
  if (when === undefined) return doc
  const only = conditionWords(t, when)
  return doc === '' ? only : `${only} ${doc}`
}

/** The condition under which something applies, in words. */
export function conditionWords(t: T, when: Condition): string {
  return [when, ...(when.and ?? [])].map((one) => oneCondition(t, one)).join(' ')
}

function oneCondition(t: T, { name, values }: Condition): string {
  if (values === undefined) return t('onlyWith', { name })
  return t('onlyWhen', { name, values: values.map((value) => JSON.stringify(value)).join(', ') })
}

/** A row of the fields' table; `before` is the path of the parents (`probe.`, `env[].`). */
type FieldRow = Field & { readonly path: string; readonly before: string; readonly depth: number }

/** Flattens nested fields: each follows its parent, one level deeper. */
export function flatFields(fields: readonly Field[], before = '', depth = 0): readonly FieldRow[] {
  return fields.flatMap((field) => {
    const path = `${before}${field.name}`
    const inner = field.fields ?? field.item?.fields ?? []
    return [{ ...field, path, before, depth }, ...flatFields(inner, `${path}${separatorOf(field)}`, depth + 1)]
  })
}

function separatorOf({ kind }: Field): string {
  if (kind === 'list') return '[].'
  return kind === 'map' ? '.*.' : '.'
}
