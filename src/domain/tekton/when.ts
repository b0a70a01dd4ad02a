import { substituteList, substituteText, type Lookup } from './substitute.ts'
import type { WhenExpression } from './task.ts'

/** Whether all `when` expressions hold after substitution; a task without any always runs (Tekton, "Guard Task execution"). */
export function holds(expressions: readonly WhenExpression[] | undefined, lookup: Lookup): boolean {
  return (expressions ?? []).every(({ input, operator, values }) => {
    const listed = substituteList(values ?? [], lookup).includes(substituteText(input ?? '', lookup))
    return operator === 'notin' ? !listed : listed
  })
}
