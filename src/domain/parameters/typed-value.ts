import type { Field } from '../adapters/catalog/description.ts'
import { normalise } from '../ids.ts'
import { checkValue } from './check-value.ts'

/**
 * Interprets a typed or pasted text. Full-width forms, as Japanese input methods write them, become narrow for numbers, units, switches and choices,
 * and for texts that the field would refuse otherwise. Numbers lose their thousands commas, switches and choices the capitals of spreadsheets. Free
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
      if (isAmount(field)) return amountMeant(normalise(text))
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

/** Whether the field takes a number with a unit; people and spreadsheets put a space between them. */
function isAmount({ format }: Field): boolean {
  return format === 'duration' || format === 'quantity'
}

/** Sheets write memory as people do, `256 MiB`, where Kubernetes says `256Mi`. */
function amountMeant(text: string): string {
  return text.replace(/^(\d+(?:\.\d+)?) +(?=[A-Za-z]+$)/, '$1').replace(/^([\d.]+[KMGT]i)B$/, '$1')
}

/** Whether the field takes only the narrow form of a text, such as a port written as text. */
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
