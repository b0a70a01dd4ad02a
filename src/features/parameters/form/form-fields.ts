import { checkValue } from '#domain/parameters/check-value.ts'
import { choicesOf } from '#domain/parameters/parameter-field.ts'
import { type Scope, scopeKey } from '#domain/parameters/scope.ts'
import type { SheetCell } from '#domain/parameters/sheet.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import type { FormField } from '#ui/form/form-field.ts'
import type { Translate } from '#ui/i18n/use-messages.tsx'
import { layerWord } from '../layer-words.ts'
import type { parametersMessages } from '../messages.ts'
import { faultWords, isSwitch, typeWords } from '../type-words.ts'
import type { Values } from '../values-context.ts'

type T = Translate<typeof parametersMessages>

const memoryUnits = ['Mi', 'Gi', 'Ki']
const cpuUnits = ['m', '']
const durations = ['s', 'm', 'h', 'ms']

/** The form field of a value at a scope: widget, bounds and words from what the adapter says. */
export function formField(
  t: T,
  { sheet, published, secretKeys }: Pick<Values, 'sheet' | 'published' | 'secretKeys'>,
  row: SheetRow,
  scope: Scope,
): FormField {
  const cell = sheet.cell(row, scope)
  const key = scopeKey(scope)
  const choices = row.isSecret
    ? [
        ...new Set([
          ...(scope.kind === 'deployment' ? secretKeys(scope.environment) : []),
          ...(cell.secret === undefined ? [] : [cell.secret.key]),
        ]),
      ]
    : choicesOf(row.field)
  const { field } = row
  const units = unitsOf(row)
  return {
    id: row.name,
    label: row.name,
    kind: kindOf(row, cell),
    value: cell.layer === 'line' ? '' : (cell.secret?.key ?? cell.own ?? ''),
    isRequired: cell.state === 'missing',
    help: helpOf(t, row),
    inherited: cell.own === undefined || cell.layer === 'line' ? cell.value : undefined,
    inheritedNote: cell.layer === undefined ? '' : layerWord(t, cell.layer),
    isChanged: sheet.own(key).get(row.name) !== published.own(key).get(row.name),
    ...(choices === undefined
      ? {}
      : { choices: choices.map((id) => ({ id, title: isSwitch(field) ? (id === 'true' ? t('on') : t('off')) : id })) }),
    ...(units === undefined ? {} : { units }),
    ...(field?.minimum === undefined ? {} : { minimum: field.minimum }),
    ...(field?.maximum === undefined ? {} : { maximum: field.maximum }),
    ...(cell.layer === 'line' ? { reason: t('boundByLine') } : {}),
    check(text) {
      const fault = row.isSecret ? undefined : checkValue(field, text)
      return fault === undefined ? undefined : faultWords(t, fault)
    },
  }
}

function kindOf(row: SheetRow, cell: SheetCell): FormField['kind'] {
  if (cell.layer === 'line') return 'fixed'
  if (row.isSecret) return 'choice'
  const { field } = row
  if (isSwitch(field)) return 'switch'
  if (field?.enum !== undefined) return 'choice'
  if (unitsOf(row) !== undefined) return 'amount'
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

function unitsOf({ field }: SheetRow): readonly string[] | undefined {
  if (field?.format === 'duration') return durations
  if (field?.format === 'quantity') return /cpu/i.test(field.name) ? cpuUnits : memoryUnits
  return undefined
}

/** The first sentence of the documentation, without its Markdown; all of it stands beside the form. */
function helpOf(t: T, row: SheetRow): string {
  const [first = ''] = row.doc.replaceAll(/[`*_]/g, '').split(/(?<=\.)\s/)
  return first === '' ? typeWords(t, row) : `${first} (${typeWords(t, row)})`
}
