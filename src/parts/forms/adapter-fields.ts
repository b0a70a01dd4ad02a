import { isReference, optionText, type OptionsPlace } from '#domain/adapters/qvs-config/adapter-options.ts'
import type { Field } from '#domain/adapters/catalog/description.ts'
import { fieldsShown } from '#domain/adapters/catalog/conditional-fields.ts'
import { hasItems } from '#domain/adapters/qvs-config/option-items.ts'
import { openYaml, type YamlPath } from '#domain/line/yaml-text.ts'
import { isRecord } from '#domain/record.ts'
import type { FormField } from '#ui/form/form-field.ts'
import type { Translate } from '#ui/i18n/use-messages.tsx'
import type { valueMessages } from '../values/value-messages.ts'
import { fieldHelp, fieldShape } from './field-shape.ts'

/** A form field with its path in the values. */
export interface AdapterField extends FormField {
  readonly field: Field
  readonly place: { readonly section: OptionsPlace['section']; readonly path: YamlPath }
  /** The current value. */
  readonly given: unknown
  /** Entries of maps, and lists within lists, stay when their text is emptied. */
  readonly isEntry?: boolean
  /** Whether its text is YAML. */
  readonly isYaml?: boolean
  readonly fields?: readonly AdapterField[]
}

interface Words {
  readonly default: string
  readonly noYaml: string
  readonly empty: string
  readonly secret: string
  readonly from: (parameter: string) => string
}

interface Section {
  readonly section: OptionsPlace['section']
  readonly fields: readonly Field[]
  readonly values: Readonly<Record<string, unknown>>
  /** The YAML source of a value. */
  readonly yamlOf: (path: YamlPath) => string
  /** Text that was typed as YAML and cannot be parsed yet, by field id. */
  readonly unread?: Readonly<Record<string, string>> | undefined
}

/** The form fields for a map of adapter values. Structs become groups; what has no widget is edited as YAML. */
export function adapterFields(
  t: Translate<typeof valueMessages>,
  words: Words,
  { section, fields, values, yamlOf, unread = {} }: Section,
): readonly AdapterField[] {
  function fieldsIn(list: readonly Field[], given: unknown, path: YamlPath): readonly AdapterField[] {
    const values = isRecord(given) ? given : {}
    return fieldsShown(list, values).map((field) => fieldAt(field, entryOf(given, field.name), [...path, field.name]))
  }
  function fieldAt(field: Field, given: unknown, path: YamlPath): AdapterField {
    const text = optionText(given)
    // Entries with commas cannot be shown as a comma-separated list, so show the source.
    const standard = optionText(field.default) ?? JSON.stringify(field.default)
    const base = {
      field,
      place: { section, path },
      given,
      id: `${section}/${path.join('/')}`,
      label: field.name,
      value: text ?? '',
      isRequired: field.required && given === undefined,
      ...fieldHelp(t, field.doc, field),
      inherited: field.default === undefined || standard === '' ? undefined : standard,
      inheritedNote: field.default === undefined ? '' : words.default,
      isChanged: false,
    }
    const inner = field.kind === 'struct' && (given === undefined || isRecord(given)) ? field.fields : undefined
    if (inner !== undefined && inner.length > 0) {
      // Required fields of an optional struct only count once some of it is set.
      const isFree = !field.required
      const asked = isFree && given === undefined ? inner.map((one) => ({ ...one, required: false })) : inner
      const fields = fieldsIn(asked, given, path)
      return { ...base, kind: 'group', folds: isFree, help: field.doc, fields, check: () => undefined }
    }
    if (hasItems(field, given)) return itemsOf(base, field, given, path)
    const parameter = /^\$\(params\.([^()]+)\)$/.exec(text ?? '')?.[1]
    // A secret typed here would be readable in the file.
    if (field.kind === 'secret' && given === undefined)
      return { ...base, kind: 'fixed', reason: words.secret, check: () => undefined }
    if (text === undefined || (parameter === undefined && isWrittenAsYaml(field)))
      return {
        ...base,
        kind: 'code',
        isYaml: true,
        value: unread[base.id] ?? (given === undefined ? '' : yamlOf(path)),
        check: (typed) => (isYamlOf(field, typed) ? undefined : words.noYaml),
      }
    const shape = fieldShape(t, field, words.empty)
    return {
      ...base,
      ...shape,
      // A reference is a text, whatever the field's type.
      ...(isReference(text) ? { kind: 'text' } : {}),
      ...(parameter === undefined ? {} : { takes: words.from(parameter) }),
      check: (typed) => (isReference(typed) ? undefined : shape.check(typed)),
    }
  }
  function itemsOf(base: ItemsBase, field: Field, given: unknown, path: YamlPath): AdapterField {
    const { item = field } = field
    const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(given)
      ? [...given.entries()]
      : Object.entries(isRecord(given) ? given : {})
    const standard = field.default === undefined ? undefined : JSON.stringify(field.default)
    return {
      ...base,
      kind: 'group',
      help: field.doc,
      inherited: standard,
      repeats: field.kind === 'map' ? 'map' : 'list',
      fields: entries.map(([key, value]) => {
        const name = typeof key === 'number' ? `${field.name} ${String(key + 1)}` : key
        return {
          ...fieldAt({ ...item, name, required: false }, value, [...path, key]),
          label: name,
          folds: false,
          isEntry: field.kind === 'map' || item.kind === 'list',
        }
      }),
      check: () => undefined,
    }
  }
  return fieldsIn(fields, values, [])
}

/** Whether a value has no other widget than YAML: structs and lists of unknown content. */
function isWrittenAsYaml({ kind, item }: Field): boolean {
  return kind === 'struct' || kind === 'map' || (kind === 'list' && item === undefined)
}

/** Whether YAML text has the right form: names in a struct or map, items in a list. */
function isYamlOf({ kind }: Field, text: string): boolean {
  const { findings, value } = openYaml(text)
  if (findings.some(({ severity }) => severity === 'error')) return false
  if (value === null || value === undefined || (typeof value === 'string' && isReference(value))) return true
  if (kind === 'list') return Array.isArray(value)
  return (kind !== 'struct' && kind !== 'map') || isRecord(value)
}

type ItemsBase = Omit<AdapterField, 'kind' | 'check' | 'fields'>

/** Whether a required value is missing. */
export function isLeft(field: AdapterField): boolean {
  return field.isRequired && field.value === '' && field.kind !== 'group'
}

/** Removes fields that are shown elsewhere, and groups that become empty. */
export function without(fields: readonly AdapterField[], ids: ReadonlySet<string>): readonly AdapterField[] {
  return fields.flatMap((field) => {
    if (ids.has(field.id)) return []
    if (field.fields === undefined || field.repeats !== undefined) return [field]
    const left = without(field.fields, ids)
    return left.length === 0 ? [] : [{ ...field, fields: left }]
  })
}

function entryOf(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined
}
