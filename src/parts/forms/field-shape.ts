import type { Field } from '#domain/adapters/catalog/description.ts'
import { checkValue } from '#domain/parameters/check-value.ts'
import { choicesOf } from '#domain/parameters/parameter-field.ts'
import type { FormField } from '#ui/form/form-field.ts'
import type { Translate } from '#ui/i18n/use-messages.tsx'
import { faultWords, isSwitch, typeWords } from '../values/type-words.ts'
import type { valueMessages } from '../values/value-messages.ts'

type T = Translate<typeof valueMessages>

/** What a form shows of an adapter's field, apart from its value. */
export type FieldShape = Pick<FormField, 'kind' | 'check' | 'choices' | 'units' | 'minimum' | 'maximum'>

const memoryUnits = ['Mi', 'Gi', 'Ki']
const cpuUnits = ['m', '']
const durations = ['s', 'm', 'h', 'ms']

/**
 * Widget, choices, units and bounds of a field; a text field if nothing is known. `empty` names a choice without
 * letters.
 */
export function fieldShape(t: T, field: Field | undefined, empty = ''): FieldShape {
  const choices = choicesOf(field?.kind === 'list' ? field.item : field)
  const units = unitsOf(field)
  const title = (id: string): string => (isSwitch(field) ? t(id === 'true' ? 'on' : 'off') : id === '' ? empty : id)
  return {
    kind: kindOf(field),
    ...(choices === undefined ? {} : { choices: choices.map((id) => ({ id, title: title(id) })) }),
    ...(units === undefined ? {} : { units }),
    ...(field?.minimum === undefined ? {} : { minimum: field.minimum }),
    ...(field?.maximum === undefined ? {} : { maximum: field.maximum }),
    check(text) {
      const fault = checkValue(field, text)
      return fault === undefined ? undefined : faultWords(t, fault)
    },
  }
}

function kindOf(field: Field | undefined): FormField['kind'] {
  if (isSwitch(field)) return 'switch'
  if (field?.enum !== undefined) return 'choice'
  if (unitsOf(field) !== undefined) return 'amount'
  switch (field?.kind) {
    case 'int':
    case 'number':
      return 'number'
    case 'list':
      return 'list'
    case 'bool':
      return 'switch'
    case 'map':
    case 'struct':
      return 'code'
    case 'string':
    case 'secret':
    case 'any':
    case undefined:
      return 'text'
  }
}

function unitsOf(field: Field | undefined): readonly string[] | undefined {
  if (field?.format === 'duration') return durations
  if (field?.format === 'quantity') return /cpu/i.test(field.name) ? cpuUnits : memoryUnits
  return undefined
}

/** The documentation of a field, and what it accepts. */
export function fieldHelp(
  t: T,
  doc: string,
  field: Field | undefined,
  isSecret = false,
): { readonly help: string; readonly takes: string } {
  return { help: doc, takes: typeWords(t, { isSecret, field }) }
}
