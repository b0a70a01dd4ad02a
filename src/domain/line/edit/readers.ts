import { type Expression, replaceExpressions } from '../expressions.ts'
import type { Step } from './plain-steps.ts'
import type { Opened } from './stage-edits.ts'

/** Steps that rewrite the expressions in stage bindings and line results for which `replace` returns a text. */
export function rewriteReaders(
  { line, pathOf }: Opened,
  replace: (expression: Expression) => string | undefined,
): readonly Step[] {
  const written = [
    ...(line.spec.results ?? []).map(({ value }, at) => ({ path: ['spec', 'results', at, 'value'], value })),
    ...line.spec.stages.flatMap((stage) =>
      (stage.spec.params ?? []).map(({ value }, at) => ({
        path: [...pathOf(stage), 'spec', 'params', at, 'value'],
        value,
      })),
    ),
  ]
  return written.flatMap(({ path, value }): Step[] => {
    const now = replaceExpressions(value, replace)
    return now === value ? [] : [{ op: 'set', path, value: now }]
  })
}
