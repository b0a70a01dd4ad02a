import { type Scope, scopeKey } from '#domain/parameters/scope.ts'
import type { Sheet } from '#domain/parameters/sheet.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import type { SelectedRange } from './grid-selection.ts'

/** A cell as the address names it. */
export function addressOf(parameter: string | undefined, scope: string | undefined): string {
  return `${parameter ?? ''} ${scope ?? ''}`
}

/** A selected range in the sheet as it is now: with each edit, other objects stand for the same rows and scopes. */
export function rangeIn({ rows, scopes }: Sheet, range: SelectedRange): Pick<SelectedRange, 'rows' | 'scopes'> {
  const [names, keys] = [new Set(range.rows.map(({ name }) => name)), new Set(range.scopes.map(scopeKey))]
  return {
    rows: rows.filter(({ name }) => names.has(name)),
    scopes: scopes.filter((scope) => keys.has(scopeKey(scope))),
  }
}

/** The cell that is looked at: the selected one, or the one that the address names. */
export function chosenCell(
  { rows, scopes }: Sheet,
  address: { readonly parameter: string | undefined; readonly scope: string | undefined },
  range: SelectedRange | undefined,
): readonly [SheetRow | undefined, Scope | undefined] {
  const key = range === undefined ? address.scope : scopeKey(range.scope)
  const name = range?.row.name ?? address.parameter
  return [rows.find((row) => row.name === name), scopes.find((scope) => scopeKey(scope) === key)]
}
