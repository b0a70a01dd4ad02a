import { type Scope, scopeKey } from '#domain/parameters/scope.ts'
import type { Sheet } from '#domain/parameters/sheet.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import { isInvalid, isSecretNotSet } from './grid/grid-lines.ts'

/** How many cells each filter would show. */
export interface SheetCounts {
  readonly missing: number
  /** Values that their parameter does not accept, on any layer. */
  readonly invalid: number
  readonly differs: number
  readonly secretsNotSet: number
  readonly unused: number
  readonly changed: number
  readonly deployments: number
}

type ColumnCounts = Omit<SheetCounts, 'unused' | 'deployments'>

// Counts by column, reused as long as the column and the two it is compared with are unchanged.
const counted = new WeakMap<object, { readonly beside: readonly unknown[]; readonly counts: ColumnCounts }>()

/** Counts over the whole sheet; only looks at columns that have changed. */
export function countSheet(sheet: Sheet, published: Sheet, reference: string): SheetCounts {
  const counts = { missing: 0, invalid: 0, differs: 0, secretsNotSet: 0, changed: 0, deployments: 0 }
  for (const scope of sheet.scopes) {
    const found = countColumn(sheet, published, scope, reference)
    counts.missing += found.missing
    counts.invalid += found.invalid
    counts.differs += found.differs
    counts.secretsNotSet += found.secretsNotSet
    counts.changed += found.changed
    if (scope.kind === 'deployment') counts.deployments += 1
  }
  return { ...counts, unused: sheet.rows.filter(({ group }) => group === 'unused').length }
}

function countColumn(sheet: Sheet, published: Sheet, scope: Scope, reference: string): ColumnCounts {
  const key = scopeKey(scope)
  const peer = sheet.peer(scope, reference)
  const beside = [published.column(key), peer === undefined ? undefined : sheet.column(scopeKey(peer))]
  const column = sheet.column(key)
  const known = column === undefined ? undefined : counted.get(column)
  if (known?.beside.every((other, index) => other === beside[index]) === true) return known.counts
  const [own, before] = [sheet.own(key), published.own(key)]
  const names = [...new Set([...own.keys(), ...before.keys()])]
  const at = (is: (row: SheetRow) => boolean): number => sheet.rows.filter(is).length
  const isDeployment = scope.kind === 'deployment'
  const counts = {
    missing: isDeployment ? at((row) => sheet.cell(row, scope).state === 'missing') : 0,
    invalid: at((row) => isInvalid(sheet, row, scope)),
    differs: at((row) => sheet.differs(row, scope, reference)),
    secretsNotSet: isDeployment ? at((row) => isSecretNotSet(sheet, row, scope)) : 0,
    changed: names.filter((name) => own.get(name) !== before.get(name)).length,
  }
  if (column !== undefined) counted.set(column, { beside, counts })
  return counts
}
