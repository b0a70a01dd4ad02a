import type { Scope } from '#domain/parameters/scope.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import type { Sheet, SheetCell } from '#domain/parameters/sheet.ts'

/** A scope and the sheet to which its object belongs. */
export interface SheetScope {
  readonly sheet: Sheet
  readonly scope: Scope
}

export interface FormParts {
  readonly fill: readonly SheetRow[]
  /** Set at this scope, by group. */
  readonly own: ReadonlyMap<string, readonly SheetRow[]>
  readonly inherited: readonly SheetRow[]
  readonly derived: readonly SheetRow[]
  readonly defaults: readonly SheetRow[]
  readonly line: readonly SheetRow[]
  /** Parameters that no stage of this Deployment uses. */
  readonly idle: readonly SheetRow[]
}

/** Sorts the parameters of a scope into missing, set here and inherited, as they were when the form opened. */
export function partsOf({ sheet, scope }: SheetScope, opened: SheetScope): FormParts {
  const all = sheet.rows.filter((row) => sheet.cell(row, scope).state !== 'none')
  const cellOf = (row: SheetRow): SheetCell => {
    const before = opened.sheet.cell(row, opened.scope)
    return before.state === 'none' ? sheet.cell(row, scope) : before
  }
  const isMissing = (row: SheetRow): boolean => cellOf(row).state === 'missing'
  const isIdle = (row: SheetRow): boolean => scope.kind === 'deployment' && cellOf(row).state === 'open'
  const rest = all.filter((row) => !isMissing(row) && !isIdle(row))
  const isOwn = (row: SheetRow): boolean => {
    const { own, secret, layer } = cellOf(row)
    return (own !== undefined || secret !== undefined) && layer !== 'line'
  }
  const from = (...layers: readonly (string | undefined)[]): readonly SheetRow[] =>
    rest.filter((row) => !isOwn(row) && layers.includes(cellOf(row).layer))
  const own = rest.filter(isOwn)
  return {
    fill: all.filter(isMissing),
    own: new Map(
      [...new Set(own.map((row) => row.group))].map((name) => [name, own.filter((row) => row.group === name)]),
    ),
    inherited: from('environment', 'application', 'project', undefined),
    derived: from('derived'),
    defaults: from('default'),
    line: from('line'),
    idle: all.filter(isIdle),
  }
}
