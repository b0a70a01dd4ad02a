import { evaluate } from '@marcbachmann/cel-js'
import { substituteList, substituteText, type Lookup } from './substitute.ts'
import type { WhenExpression } from '../task.ts'

/** Whether guards are true, or why that cannot be evaluated. */
export type Verdict = { readonly holds: boolean } | { readonly error: string }

/** Whether all `when` expressions are true after substitution; a task without any always runs (Tekton, "Guard Task execution"). */
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

/** As in Tekton, references are substituted in the text of the expression; the expression has no variables of its own. */
function checkCel(cel: string, lookup: Lookup): Verdict {
  const text = substituteText(cel, lookup)
  try {
    const value: unknown = evaluate(text)
    return typeof value === 'boolean' ? { holds: value } : { error: `CEL expression "${text}" is not true or false` }
  } catch (error) {
    return { error: `CEL expression "${text}" cannot be evaluated: ${reasonOf(error)}` }
  }
}

/** Drops the drawing of the expression below the message, which names it already. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''
}
