import { type Scope, scopeKey } from '#domain/parameters/scope.ts'
import type { SheetCell } from '#domain/parameters/sheet.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import { fieldHelp, fieldShape } from '#parts/forms/field-shape.ts'
import { layerWord } from '#parts/values/layer-words.ts'
import type { Choice } from '#ui/fields/choices.ts'
import type { FormField } from '#ui/form/form-field.ts'
import type { Translate } from '#ui/i18n/use-messages.tsx'
import type { parametersMessages } from '../messages.ts'
import type { Values } from '../values-context.ts'

/** The form field of a value: widget, bounds and words, as the adapter describes them. */
export function formField(
  t: Translate<typeof parametersMessages>,
  { sheet, published, secretTexts }: Pick<Values, 'sheet' | 'published' | 'secretTexts'>,
  row: SheetRow,
  scope: Scope,
  suggestions: readonly Choice[] = [],
): FormField {
  const cell = sheet.cell(row, scope)
  const key = scopeKey(scope)
  const isBound = cell.layer === 'line'
  return {
    ...(row.isSecret ? secretShape(t, cell, scope, secretTexts) : fieldShape(t, row.field)),
    ...(suggestions.length === 0 ? {} : { suggestions }),
    ...(isBound ? { kind: 'fixed', reason: t('boundByLine') } : {}),
    id: row.name,
    label: row.name,
    value: isBound ? '' : (cell.secret?.text ?? cell.own ?? ''),
    isRequired: cell.state === 'missing',
    ...fieldHelp(t, row.doc, row.field, row.isSecret),
    inherited: cell.own === undefined || isBound ? cell.value : undefined,
    inheritedNote: cell.layer === undefined ? '' : layerWord(t, cell.layer),
    isChanged: sheet.own(key).get(row.name) !== published.own(key).get(row.name),
  }
}

/** A secret or a version of it, chosen from those stored for the environment. */
function secretShape(
  t: Translate<typeof parametersMessages>,
  cell: SheetCell,
  scope: Scope,
  secretTexts: Values['secretTexts'],
): Pick<FormField, 'kind' | 'choices' | 'check' | 'reason'> {
  const kept = scope.kind === 'deployment' ? secretTexts(scope.environment) : []
  const keys = new Set(cell.secret === undefined ? kept : [...kept, cell.secret.text])
  const choices = [...keys].map((id) => ({ id, title: id }))
  return {
    kind: 'choice',
    choices,
    check: () => undefined,
    ...(choices.length > 0 || scope.kind !== 'deployment'
      ? {}
      : { reason: t('noSecrets', { environment: scope.environment }) }),
  }
}
