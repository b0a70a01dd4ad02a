import { lookupParams } from '../values/lookups.ts'
import type { ParamValue } from '../values/params.ts'
import type { Pipeline } from '../pipeline.ts'
import { referencesIn } from '../values/substitute.ts'
import type { WhenExpression } from '../task.ts'
import { checkWhen } from '../values/when.ts'

/** What is known about a guarded task before a run: its `when` is false, or depends on earlier tasks. */
export interface TaskAhead {
  readonly task: string
  readonly verdict: 'skips' | 'depends'
  /** The guard as written. */
  readonly why: string
}

/** The tasks of a Pipeline that will or may be skipped, given the parameter values known so far. */
export function tasksAhead({ spec }: Pipeline, values: ReadonlyMap<string, ParamValue>): readonly TaskAhead[] {
  const lookup = lookupParams(values)
  return [...spec.tasks, ...(spec.finally ?? [])].flatMap(({ name, when = [] }): TaskAhead[] => {
    const open = when.find((guard) => textsOf(guard).some((text) => referencesIn(text).some((one) => !lookup(one))))
    const known = when.filter((guard) => guard !== open)
    const lost = known.find((guard) => {
      const verdict = checkWhen([guard], lookup)
      return 'holds' in verdict && !verdict.holds
    })
    if (lost !== undefined) return [{ task: name, verdict: 'skips', why: wordsOf(lost) }]
    return open === undefined ? [] : [{ task: name, verdict: 'depends', why: wordsOf(open) }]
  })
}

function textsOf({ input, values, cel }: WhenExpression): readonly string[] {
  return [input, cel, ...(values ?? [])].flatMap((text) => text ?? [])
}

function wordsOf({ input, operator, values, cel }: WhenExpression): string {
  return cel ?? `${input ?? ''} ${operator ?? 'in'} [${(values ?? []).join(', ')}]`
}
