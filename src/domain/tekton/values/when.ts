import { evaluate } from '@marcbachmann/cel-js'
import { substituteList, substituteText, type Lookup } from './substitute.ts'
import type { WhenExpression } from '../task.ts'

/** Whether guards hold, or why that cannot be told. */
export type Verdict = { readonly holds: boolean } | { readonly error: string }

/** Whether all `when` expressions hold after substitution; a task without any always runs (Tekton, "Guard Task execution"). */
export function checkWhen(expressions: readonly WhenExpression[] | undefined, lookup: Lookup): Verdict {
  for (const expression of expressions ?? []) {
    const verdict = expression.cel === undefined ? checkList(expression, lookup) : checkCel(expression.cel, lookup)
    if ('error' in verdict || !verdict.holds) return verdict
  }
  return { holds: true }
}

function checkList({ input, operator, values }: WhenExpression, lookup: Lookup): Verdict {
  const listed = substituteList(values ?? [], lookup).includes(substituteText(input ?? '', lookup))
  return { holds: operator === 'notin' ? !listed : listed }
}

/** References are put into the text of the expression, as Tekton does; the expression has no variables of its own. */
function checkCel(cel: string, lookup: Lookup): Verdict {
  const text = substituteText(cel, lookup)
  try {
    const value: unknown = evaluate(text)
    return typeof value === 'boolean' ? { holds: value } : { error: `CEL expression "${text}" is not true or false` }
  } catch (error) {
    return { error: `CEL expression "${text}" cannot be evaluated: ${reasonOf(error)}` }
  }
}

/** Without the drawing of the expression that stands below it: the expression is named already. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''
}
