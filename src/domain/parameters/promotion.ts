import { type Scope, scopeKey, widerScopes } from './scope.ts'
import type { Sheet } from './sheet.ts'
import type { SheetRow } from './sheet-rows.ts'

/** The effect of moving a value to a wider scope. */
export interface Promotion {
  readonly scope: Scope
  /** The present value of the wider scope. */
  readonly replaces: string | undefined
  /** How many other Deployments would get a different value. */
  readonly changes: number
  /** How many other Deployments keep their value, because a stronger scope sets it. */
  readonly keeps: number
  /** The stronger value that would count in the original place, so that the moved value would be lost there. */
  readonly overruled: { readonly scope: Scope; readonly value: string } | undefined
}

/** Returns the wider scopes that a value could move to, nearest first, with the effect of each move. */
export function promotions(sheet: Sheet, row: SheetRow, scope: Scope): readonly Promotion[] {
  const value = ownOf(sheet, row, scope)
  if (value === undefined || row.isSecret || row.isAutoBound) return []
  return widerScopes(scope).map((target) => promotionTo(sheet, row, { scope, target, value }))
}

interface Move {
  readonly scope: Scope
  readonly target: Scope
  readonly value: string
}

function promotionTo(sheet: Sheet, row: SheetRow, { scope, target, value }: Move): Promotion {
  let [changes, keeps] = [0, 0]
  let overruled: Promotion['overruled']
  for (const deployment of sheet.scopes) {
    if (deployment.kind !== 'deployment') continue
    const chain = [deployment, ...widerScopes(deployment)]
    const cell = sheet.cell(row, deployment)
    if (!reaches(chain, target) || cell.state === 'none' || cell.layer === 'line') continue
    const winner = chain.find(
      (one) => isSame(one, target) || (!isSame(one, scope) && ownOf(sheet, row, one) !== undefined),
    )
    const after = winner === undefined || isSame(winner, target) ? value : ownOf(sheet, row, winner)
    const isHere = reaches(chain, scope)
    if (isHere && cell.value === value && winner !== undefined && after !== undefined && after !== value)
      overruled = { scope: winner, value: after }
    else if (!isHere && after !== cell.value) changes += 1
    else if (!isHere && after !== value) keeps += 1
  }
  return { scope: target, replaces: ownOf(sheet, row, target), changes, keeps, overruled }
}

function ownOf(sheet: Sheet, { name, originalName }: SheetRow, scope: Scope): string | undefined {
  const own = sheet.own(scopeKey(scope))
  return own.get(name) ?? (originalName === undefined ? undefined : own.get(originalName))
}

function reaches(chain: readonly Scope[], scope: Scope): boolean {
  return chain.some((one) => isSame(one, scope))
}

function isSame(a: Scope, b: Scope): boolean {
  return scopeKey(a) === scopeKey(b)
}
