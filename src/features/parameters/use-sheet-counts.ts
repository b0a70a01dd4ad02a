import { useDeferredValue, useMemo } from 'react'
import { scopeKey } from '#domain/parameters/scope.ts'
import type { Sheet } from '#domain/parameters/sheet.ts'
import { isInvalid } from './grid/grid-lines.ts'
import { useValues } from './values-context.ts'

/** How many cells of Deployments each filter would show. */
export interface SheetCounts {
  readonly missing: number
  /** Values that their parameter does not take, on any layer. */
  readonly invalid: number
  readonly differs: number
  readonly secretsNotSet: number
  readonly unused: number
  readonly changed: number
  readonly deployments: number
}

/** Counts over the whole sheet, a moment after it changed: typing does not wait for them. */
export function useSheetCounts(): SheetCounts {
  const { sheet, published, reference } = useValues()
  const settled = useDeferredValue(sheet)
  return useMemo(() => countSheet(settled, published, reference), [settled, published, reference])
}

function countSheet(sheet: Sheet, published: Sheet, reference: string): SheetCounts {
  const counts = { missing: 0, invalid: 0, differs: 0, secretsNotSet: 0, unused: 0, changed: 0 }
  for (const scope of sheet.scopes) {
    const key = scopeKey(scope)
    const [own, before] = [sheet.own(key), published.own(key)]
    for (const name of new Set([...own.keys(), ...before.keys()]))
      if (own.get(name) !== before.get(name)) counts.changed += 1
  }
  for (const row of sheet.rows) {
    if (row.group === 'unused') counts.unused += 1
    for (const scope of sheet.scopes) {
      if (isInvalid(sheet, row, scope)) counts.invalid += 1
      if (scope.kind !== 'deployment') continue
      const cell = sheet.cell(row, scope)
      if (cell.state === 'missing') counts.missing += 1
      if (cell.secret?.isSet === false || (row.isSecret && cell.state === 'missing')) counts.secretsNotSet += 1
      if (sheet.differs(row, scope, reference)) counts.differs += 1
    }
  }
  return { ...counts, deployments: sheet.scopes.filter(({ kind }) => kind === 'deployment').length }
}
