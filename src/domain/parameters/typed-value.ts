import type { Field } from '../adapters/description.ts'
import { normalise } from '../ids.ts'

const readByMachines: ReadonlySet<string | undefined> = new Set(['boolean', 'duration', 'quantity'])

/**
 * What somebody meant who typed or pasted a text: numbers, units, switches and choices in full-width forms are the narrow ones, as a Japanese
 * input method and spreadsheets give them. Free text stays as it is.
 */
export function typedValue(field: Field | undefined, text: string): string {
  if (field === undefined) return text
  if (field.enum !== undefined) {
    const meant = normalise(text)
    return field.enum.map(String).includes(meant) ? meant : text
  }
  switch (field.kind) {
    case 'int':
    case 'number':
    case 'bool':
      return normalise(text)
    case 'string':
      return readByMachines.has(field.format) ? normalise(text) : text
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
