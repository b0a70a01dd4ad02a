import { checkValue } from '#domain/parameters/check-value.ts'
import type { Scope } from '#domain/parameters/scope.ts'
import { scopeKey } from '#domain/parameters/scope.ts'
import type { Sheet } from '#domain/parameters/sheet.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import type { Filter, ValuesView, ViewChange } from '../use-values-view.ts'

/** A line of the grid: a group's heading or a parameter. */
export type GridLine =
  | { readonly kind: 'group'; readonly group: string; readonly count: number; readonly isOpen: boolean }
  | { readonly kind: 'row'; readonly row: SheetRow }

/** Columns before the first scope: name and type. */
export const heads = 2

/** The scopes that the filters leave, in the sheet's order. */
export function visibleScopes(sheet: Sheet, { applications, environments }: ValuesView): readonly Scope[] {
  const has = (list: readonly string[], name: string): boolean => list.length === 0 || list.includes(name)
  return sheet.scopes.filter((scope) => {
    switch (scope.kind) {
      case 'project':
        return true
      case 'environment':
        return has(environments, scope.environment)
      case 'application':
        return has(applications, scope.application)
      case 'deployment':
        return has(applications, scope.application) && has(environments, scope.environment)
    }
  })
}

interface Compared {
  readonly reference: string
  readonly published: Sheet
}

interface LinesOptions extends Compared {
  /** Parameters that stay visible whatever the filters say. */
  readonly kept?: ReadonlySet<string>
}

const nobody: ReadonlySet<string> = new Set()

/** The lines that the filters leave, below the headings of their groups; empty groups are left out. */
export function gridLines(
  sheet: Sheet,
  scopes: readonly Scope[],
  view: ValuesView,
  { reference, published, kept = nobody }: LinesOptions,
): readonly GridLine[] {
  const text = view.text.normalize('NFKC').toLowerCase()
  const matches = (row: SheetRow): boolean => {
    if (kept.has(row.name)) return true
    if (text !== '' && !row.name.toLowerCase().includes(text)) return false
    return view.only.every((filter) =>
      scopes.some((scope) => isMeant(filter, row, scope, { sheet, published, reference })),
    )
  }
  const rows = sheet.rows.filter(
    (row) => matches(row) && scopes.some((scope) => sheet.cell(row, scope).state !== 'none'),
  )
  const groups = [...new Set(rows.map((row) => row.group))]
  return groups.flatMap((group): GridLine[] => {
    const inGroup = rows.filter((row) => row.group === group)
    const isOpen = !view.closed.includes(group)
    return [
      { kind: 'group', group, count: inGroup.length, isOpen },
      ...(isOpen ? inGroup.map((row) => ({ kind: 'row', row }) as const) : []),
    ]
  })
}

/** The first cell that a filter matches, as a change of the view: it may be far to the right. */
export function firstMeant(
  filter: Filter,
  { view, ...compared }: Compared & { readonly sheet: Sheet; readonly view: ValuesView },
): Pick<ViewChange, 'parameter' | 'scope'> | undefined {
  const scopes = visibleScopes(compared.sheet, view)
  for (const line of gridLines(compared.sheet, scopes, view, compared)) {
    const scope = line.kind === 'row' ? scopes.find((one) => isMeant(filter, line.row, one, compared)) : undefined
    if (line.kind === 'row' && scope !== undefined) return { parameter: line.row.name, scope: scopeKey(scope) }
  }
  return undefined
}

function isMeant(
  filter: Filter,
  row: SheetRow,
  scope: Scope,
  { sheet, published, reference }: Compared & { readonly sheet: Sheet },
): boolean {
  switch (filter) {
    case 'missing':
      return scope.kind === 'deployment' && sheet.cell(row, scope).state === 'missing'
    case 'invalid':
      return isInvalid(sheet, row, scope)
    case 'differs':
      return sheet.differs(row, scope, reference)
    case 'secrets':
      return scope.kind === 'deployment' && isSecretNotSet(sheet, row, scope)
    case 'unused':
      return row.group === 'unused' && sheet.cell(row, scope).state !== 'none'
    case 'changed':
      return sheet.own(scopeKey(scope)).get(row.name) !== published.own(scopeKey(scope)).get(row.name)
  }
}

/** Whether the value here is not accepted by its parameter. */
export function isInvalid(sheet: Sheet, row: SheetRow, scope: Scope): boolean {
  if (row.field === undefined || row.isSecret) return false
  const own = sheet.own(scopeKey(scope)).get(row.name)
  return own !== undefined && checkValue(row.field, own) !== undefined
}

/** Whether a secret is referred to here that is not stored. */
export function isSecretNotSet(sheet: Sheet, row: SheetRow, scope: Scope): boolean {
  const cell = sheet.cell(row, scope)
  return cell.secret?.isSet === false || (row.isSecret && cell.state === 'missing')
}
