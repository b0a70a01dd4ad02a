import { type Scope, scopeKey } from '#domain/parameters/scope.ts'
import type { Sheet } from '#domain/parameters/sheet.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import type { SelectedRange } from './grid-selection.ts'

/** A cell as part of an address. */
export function addressOf(parameter: string | undefined, scope: string | undefined): string {
  return `${parameter ?? ''} ${scope ?? ''}`
}

/** The selected range in the current sheet, whose rows and scopes are new objects after each edit. */
export function rangeIn({ rows, scopes }: Sheet, range: SelectedRange): Pick<SelectedRange, 'rows' | 'scopes'> {
  const [names, keys] = [new Set(range.rows.map(({ name }) => name)), new Set(range.scopes.map(scopeKey))]
  return {
    rows: rows.filter(({ name }) => names.has(name)),
    scopes: scopes.filter((scope) => keys.has(scopeKey(scope))),
  }
}

/** The cell in focus: the selected one, or the one in the address. */
export function chosenCell(
  { rows, scopes }: Sheet,
  address: { readonly parameter: string | undefined; readonly scope: string | undefined },
  range: SelectedRange | undefined,
): readonly [SheetRow | undefined, Scope | undefined] {
  const key = range === undefined ? address.scope : scopeKey(range.scope)
  const name = range?.row.name ?? address.parameter
  return [rows.find((row) => row.name === name), scopes.find((scope) => scopeKey(scope) === key)]
}
