import { isReference, optionText, type OptionsPlace } from '#domain/adapters/adapter-options.ts'
import type { Field } from '#domain/adapters/description.ts'
import type { FormField } from '#ui/form/form-field.ts'
import type { Translate } from '#ui/i18n/use-messages.tsx'
import type { valueMessages } from '../values/value-messages.ts'
import { fieldHelp, fieldShape } from './field-shape.ts'

/** A field of the form with the place that it stands for. */
export interface AdapterField extends FormField {
  readonly field: Field
  readonly place: { readonly section: OptionsPlace['section']; readonly path: readonly string[] }
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
  function fieldsIn(list: readonly Field[], given: unknown, path: readonly string[]): readonly AdapterField[] {
    return list.map((field) => fieldAt(field, entryOf(given, field.name), [...path, field.name]))
  }
  function fieldAt(field: Field, given: unknown, path: readonly string[]): AdapterField {
    const text = optionText(given)
    const standard = optionText(field.default)
    const base = {
      field,
      place: { section, path },
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
    if (inner !== undefined && inner.length > 0)
      return { ...base, kind: 'group', help: field.doc, fields: fieldsIn(inner, given, path), check: () => undefined }
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
  return fieldsIn(fields, values, [])
}

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
