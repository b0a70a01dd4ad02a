import type { Field } from '../adapters/catalog/description.ts'
import { normalise } from '../ids.ts'
import { checkValue } from './check-value.ts'

/**
 * What somebody meant who typed or pasted a text: numbers, units, switches and choices in full-width forms are the narrow ones, as a Japanese
 * input method gives them; so are texts that the field would not take otherwise; numbers lose the commas between their thousands, switches and choices the capitals that a spreadsheet shows. Free
 * text stays as it is.
 */
export function typedValue(field: Field | undefined, text: string): string {
  if (field === undefined) return text
  if (field.enum !== undefined) {
    return choiceMeant(field.enum.map(String), normalise(text)) ?? text
  }
  switch (field.kind) {
    case 'int':
    case 'number':
      return withoutThousands(normalise(text))
    case 'bool':
      return switchMeant(normalise(text))
    case 'string':
      if (field.format === 'boolean') return switchMeant(normalise(text))
      if (isAmount(field)) return normalise(text).replace(/^(\d+(?:\.\d+)?) +(?=[A-Za-z]+$)/, '$1')
      return isNarrowMeant(field, text) ? normalise(text) : text
    case 'list':
      return text
        .split(',')
        .map((part) => typedValue(field.item, part))
        .join(',')
    case 'map':
    case 'struct':
    case 'secret':
    case 'any':
      return text
  }
}

/** A number with its unit, between which people and spreadsheets put a space. */
function isAmount({ format }: Field): boolean {
  return format === 'duration' || format === 'quantity'
}

/** Whether a field takes the narrow forms of a text only, such as a port that is a text of digits. */
function isNarrowMeant(field: Field, text: string): boolean {
  return checkValue(field, text) !== undefined && checkValue(field, normalise(text)) === undefined
}

function choiceMeant(choices: readonly string[], text: string): string | undefined {
  if (choices.includes(text)) return text
  const alike = choices.filter((choice) => choice.toLowerCase() === text.toLowerCase())
  return alike.length === 1 ? alike[0] : undefined
}

function withoutThousands(text: string): string {
  return /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text
}

function switchMeant(text: string): string {
  return choiceMeant(['true', 'false'], text) ?? text
}
