import { isReference, optionText, type OptionsPlace } from '#domain/adapters/qvs-config/adapter-options.ts'
import type { Field } from '#domain/adapters/catalog/description.ts'
import { fieldsShown } from '#domain/adapters/catalog/conditional-fields.ts'
import { hasItems } from '#domain/adapters/qvs-config/option-items.ts'
import type { YamlPath } from '#domain/line/yaml-text.ts'
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
  readonly fields?: readonly AdapterField[]
}

interface Words {
  readonly default: string
  readonly onlyYaml: string
  readonly from: (parameter: string) => string
}

interface Section {
  readonly section: OptionsPlace['section']
  readonly fields: readonly Field[]
  readonly values: Readonly<Record<string, unknown>>
}

/** The fields of a form for one map of an adapter's values; structs become groups, what only YAML can show stands fixed. */
export function adapterFields(
  t: Translate<typeof valueMessages>,
  words: Words,
  { section, fields, values }: Section,
): readonly AdapterField[] {
  function fieldsIn(list: readonly Field[], given: unknown, path: YamlPath): readonly AdapterField[] {
    const values = isMapping(given) ? given : {}
    return fieldsShown(list, values).map((field) => fieldAt(field, entryOf(given, field.name), [...path, field.name]))
  }
  function fieldAt(field: Field, given: unknown, path: YamlPath): AdapterField {
    const text = optionText(given)
    const standard = optionText(field.default)
    const base = {
      field,
      place: { section, path },
      given,
      id: `${section}/${path.join('/')}`,
      label: field.name,
      value: text ?? '',
      isRequired: field.required && given === undefined,
      help: fieldHelp(t, field.doc, field),
      inherited: field.default === undefined || standard === '' ? undefined : standard,
      inheritedNote: field.default === undefined ? '' : words.default,
      isChanged: false,
    }
    const inner = field.kind === 'struct' && (given === undefined || isMapping(given)) ? field.fields : undefined
    if (inner !== undefined && inner.length > 0) {
      // Nothing is asked of a struct that may be left out, until something of it is given.
      const isFree = !field.required
      const asked = isFree && given === undefined ? inner.map((one) => ({ ...one, required: false })) : inner
      const fields = fieldsIn(asked, given, path)
      return { ...base, kind: 'group', folds: isFree, help: field.doc, fields, check: () => undefined }
    }
    if (hasItems(field, given)) return itemsOf(base, field, given, path)
    if (text === undefined)
      return {
        ...base,
        kind: 'fixed',
        inherited: JSON.stringify(given),
        reason: words.onlyYaml,
        check: () => undefined,
      }
    const shape = fieldShape(t, field)
    const parameter = /^\$\(params\.([^()]+)\)$/.exec(text)?.[1]
    return {
      ...base,
      ...shape,
      // A reference is a text whatever the type is.
      ...(isReference(text) ? { kind: 'text', help: parameter === undefined ? base.help : words.from(parameter) } : {}),
      check: (typed) => (isReference(typed) ? undefined : shape.check(typed)),
    }
  }
  function itemsOf(base: ItemsBase, field: Field, given: unknown, path: YamlPath): AdapterField {
    const { item = field } = field
    const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(given)
      ? [...given.entries()]
      : Object.entries(isMapping(given) ? given : {})
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

type ItemsBase = Omit<AdapterField, 'kind' | 'check' | 'fields'>

/** Whether the adapter cannot do without it and nothing says it. */
export function isLeft(field: AdapterField): boolean {
  return field.isRequired && field.value === '' && field.kind !== 'group'
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function entryOf(value: unknown, name: string): unknown {
  return isMapping(value) ? value[name] : undefined
}
