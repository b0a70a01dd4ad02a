import type { Field } from '#domain/adapters/catalog/description.ts'
import { choicesOf } from '#domain/parameters/parameter-field.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import { patternWords } from './pattern-words.ts'
import type { ValueFault } from '#domain/parameters/check-value.ts'
import type { Translate } from '#ui/i18n/use-messages.tsx'
import type { valueMessages } from './value-messages.ts'

type T = Translate<typeof valueMessages>

/** What a parameter accepts, in few words. */
export function typeWords(t: T, { isSecret, field }: Pick<SheetRow, 'isSecret' | 'field'>): string {
  if (isSecret) return t('typeSecret')
  if (field === undefined) return t('typeText')
  if (isSwitch(field)) return t('typeSwitch')
  if (field.enum !== undefined) return t('typeChoice')
  if (field.format === 'quantity') return /cpu/i.test(field.name) ? t('typeCpu') : t('typeMemory')
  if (field.format === 'duration') return t('typeDuration')
  switch (field.kind) {
    case 'int':
    case 'number':
      return numberWords(t, field)
    case 'bool':
      return t('typeSwitch')
    case 'list':
      return t('typeList')
    case 'map':
    case 'struct':
      return t('typeMap')
    case 'secret':
      return t('typeSecret')
    case 'string':
    case 'any':
      return t('typeText')
  }
}

function numberWords(t: T, { minimum, maximum, above, below }: Field): string {
  if (minimum !== undefined && maximum !== undefined)
    return t('typeNumberRange', { minimum: String(minimum), maximum: String(maximum) })
  const bounds = [
    above === undefined ? '' : t('boundAbove', { limit: String(above) }),
    minimum === undefined ? '' : t('boundLeast', { limit: String(minimum) }),
    below === undefined ? '' : t('boundBelow', { limit: String(below) }),
    maximum === undefined ? '' : t('boundMost', { limit: String(maximum) }),
  ]
  const said = bounds.filter((bound) => bound !== '').join(', ')
  return said === '' ? t('typeNumber') : t('typeNumberBounds', { bounds: said })
}

const switches = new WeakMap<Field, boolean>()

/** Whether a field is boolean. */
export function isSwitch(field: Field | undefined): boolean {
  if (field === undefined) return false
  const known = switches.get(field) ?? hasTwoValues(field)
  switches.set(field, known)
  return known
}

function hasTwoValues(field: Field): boolean {
  const choices = choicesOf(field)
  return choices?.length === 2 && choices.includes('true') && choices.includes('false')
}

/** What is wrong with a value. */
export function faultWords(t: T, { code, limit }: ValueFault): string {
  switch (code) {
    case 'no-number':
      return t('noNumber')
    case 'no-integer':
      return t('noInteger')
    case 'too-small':
      return t('tooSmall', { limit })
    case 'too-large':
      return t('tooLarge', { limit })
    case 'not-above':
      return t('notAbove', { limit })
    case 'not-below':
      return t('notBelow', { limit })
    case 'no-choice':
      return t('noChoice', { limit })
    case 'no-match':
      return patternWords(t, limit) ?? t('noMatch', { limit })
    case 'too-short':
      return t('tooShort', { limit })
    case 'too-long':
      return t('tooLong', { limit })
    case 'no-quantity':
      return t('noQuantity')
    case 'no-duration':
      return t('noDuration')
    case 'no-boolean':
      return t('noBoolean')
  }
}
