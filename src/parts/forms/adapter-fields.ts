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

/** A field of the form with the place that it stands for. */
export interface AdapterField extends FormField {
  readonly field: Field
  readonly place: { readonly section: OptionsPlace['section']; readonly path: YamlPath }
  /** What stands there now. */
  readonly given: unknown
  /** An entry of a map, and a list in a list, is there also when its text is emptied. */
  readonly isEntry?: boolean
  /** Its text is YAML. */
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
  /** A value as it is written. */
  readonly yamlOf: (path: YamlPath) => string
  /** What is typed as YAML and cannot be read yet, by the id of its field. */
  readonly unread?: Readonly<Record<string, string>> | undefined
}

/** The fields of a form for one map of an adapter's values; structs become groups, what has no other form is YAML. */
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
    // A list whose entries hold commas is shown as it is written.
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
      // Nothing is asked of a struct that may be left out, until something of it is given.
      const isFree = !field.required
      const asked = isFree && given === undefined ? inner.map((one) => ({ ...one, required: false })) : inner
      const fields = fieldsIn(asked, given, path)
      return { ...base, kind: 'group', folds: isFree, help: field.doc, fields, check: () => undefined }
    }
    if (hasItems(field, given)) return itemsOf(base, field, given, path)
    const parameter = /^\$\(params\.([^()]+)\)$/.exec(text ?? '')?.[1]
    // What was typed here would stand in the file for everybody to read.
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
      // A reference is a text whatever the type is.
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

/** Whether no other widget shows a value: structs and lists of which nothing is known. */
function isWrittenAsYaml({ kind, item }: Field): boolean {
  return kind === 'struct' || kind === 'map' || (kind === 'list' && item === undefined)
}

/** Whether a text can stand there: what a struct or a map takes has names, what a list takes has items. */
function isYamlOf({ kind }: Field, text: string): boolean {
  const { findings, value } = openYaml(text)
  if (findings.some(({ severity }) => severity === 'error')) return false
  if (value === null || value === undefined || (typeof value === 'string' && isReference(value))) return true
  if (kind === 'list') return Array.isArray(value)
  return (kind !== 'struct' && kind !== 'map') || isRecord(value)
}

type ItemsBase = Omit<AdapterField, 'kind' | 'check' | 'fields'>

/** Whether the adapter cannot do without it and nothing says it. */
export function isLeft(field: AdapterField): boolean {
  return field.isRequired && field.value === '' && field.kind !== 'group'
}

/** Without the fields that stand elsewhere, and without groups of which nothing is left. */
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
