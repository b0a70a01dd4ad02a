import type { Item } from '@glideapps/glide-data-grid'
import { checkValue, type ValueFault } from '#domain/parameters/check-value.ts'
import { choicesOf } from '#domain/parameters/parameter-field.ts'
import { type Scope, scopeKey } from '#domain/parameters/scope.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import { faultWords, isSwitch } from '#parts/values/type-words.ts'
import { type Translate, useMessages } from '#ui/i18n/use-messages.tsx'
import { cellSentence } from '../cell-sentence.ts'
import { parametersMessages } from '../messages.ts'
import { scopeWords } from '../scope-words.ts'
import { useSuggestions } from '../use-suggestions.ts'
import { useValues, type Values } from '../values-context.ts'
import type { EntryTarget } from './entry-target.ts'
import { type GridLine, heads } from './grid-lines.ts'

const nothingToWrite = {
  isInvalid: false,
  text: undefined,
  choices: undefined,
  isText: false,
  isOpen: false,
  empty: '',
} as const

/** What the selected cell contains and accepts. */
export function useEntryTarget(
  lines: readonly GridLine[],
  scopes: readonly Scope[],
  isEditable: (line: GridLine, scope: Scope) => boolean,
  [column = 0, index = 0]: Item | readonly [] = [],
): EntryTarget {
  const t = useMessages(parametersMessages)
  const values = useValues()
  const { sheet, secretTexts, editable } = values
  const line = lines[index]
  const scope = scopes[column - heads]
  const suggestionsFor = useSuggestions(scope, line?.kind === 'row' ? line.row.name : '')
  if (line?.kind !== 'row' || scope === undefined)
    return { ...nothingToWrite, label: line?.kind === 'row' ? line.row.name : t('grid') }
  const { row } = line
  const cell = sheet.cell(row, scope)
  const own = row.isSecret ? undefined : cell.own
  const fault = own === undefined ? undefined : checkValue(row.field, own)
  const label = cellLabel(t, values, row, scope, fault)
  if (!isEditable(line, scope))
    return { ...nothingToWrite, label, refusal: editable ? t('takesNothing', { cell: label }) : t('mayNotWrite') }
  const text = cell.secret?.text ?? cell.value ?? ''
  const keys = row.isSecret ? (scope.kind === 'deployment' ? secretTexts(scope.environment) : []) : undefined
  const title = (id: string): string => (isSwitch(row.field) ? t(id === 'true' ? 'on' : 'off') : id)
  const fixed = keys ?? choicesOf(row.field)
  const offered = fixed === undefined ? suggestionsFor(row) : []
  const choices =
    offered.length === 0
      ? fixed?.map((id) => ({ id, title: title(id) }))
      : offered.map(({ text: id, title: shown = id }) => ({ id, title: shown }))
  const empty = row.isSecret && 'environment' in scope ? t('noSecrets', { environment: scope.environment }) : ''
  return {
    label,
    isInvalid: fault !== undefined,
    text,
    choices,
    isText: offered.length > 0,
    isOpen: !row.isSecret,
    empty,
  }
}

/** A cell for screen readers: parameter, scope, value, and the marks painted around it. */
function cellLabel(
  t: Translate<typeof parametersMessages>,
  { sheet, published, reference }: Pick<Values, 'sheet' | 'published' | 'reference'>,
  row: SheetRow,
  scope: Scope,
  fault: ValueFault | undefined,
): string {
  const value = cellSentence(t, sheet.cell(row, scope))
  const key = scopeKey(scope)
  let cell = t('cellLabel', { name: row.name, scope: scopeWords(t, scope), value })
  if (sheet.differs(row, scope, reference)) cell = t('cellDiffers', { cell, environment: reference })
  if (sheet.own(key).get(row.name) !== published.own(key).get(row.name)) cell = t('cellChanged', { cell })
  return fault === undefined ? cell : t('cellFault', { cell, fault: faultWords(t, fault) })
}
