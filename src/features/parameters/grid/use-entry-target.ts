import type { Item } from '@glideapps/glide-data-grid'
import { choicesOf } from '#domain/parameters/parameter-field.ts'
import type { Scope } from '#domain/parameters/scope.ts'
import { isSwitch } from '#parts/values/type-words.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { cellSentence } from '../cell-sentence.ts'
import { parametersMessages } from '../messages.ts'
import { scopeWords } from '../scope-words.ts'
import { useSuggestions } from '../use-suggestions.ts'
import { useValues } from '../values-context.ts'
import type { EntryTarget } from './entry-target.ts'
import { type GridLine, heads } from './grid-lines.ts'

const nothingToWrite = { text: undefined, choices: undefined, isText: false, isOpen: false, empty: '' } as const

/** What the selected cell says and takes. */
export function useEntryTarget(
  lines: readonly GridLine[],
  scopes: readonly Scope[],
  isEditable: (line: GridLine, scope: Scope) => boolean,
  [column = 0, index = 0]: Item | readonly [] = [],
): EntryTarget {
  const t = useMessages(parametersMessages)
  const { sheet, secretTexts, editable } = useValues()
  const line = lines[index]
  const scope = scopes[column - heads]
  const suggestionsFor = useSuggestions(scope, line?.kind === 'row' ? line.row.name : '')
  if (line?.kind !== 'row' || scope === undefined)
    return { ...nothingToWrite, label: line?.kind === 'row' ? line.row.name : t('grid') }
  const { row } = line
  const cell = sheet.cell(row, scope)
  const label = t('cellLabel', { name: row.name, scope: scopeWords(t, scope), value: cellSentence(t, cell) })
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
  return { label, text, choices, isText: offered.length > 0, isOpen: !row.isSecret, empty }
}
