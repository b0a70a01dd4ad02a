import { firstOf, lookupTexts } from '../values/lookups.ts'
import type { PipelineRun } from '../pipeline.ts'
import { typeOfValue } from '../values/param-values.ts'
import { resultReferencesIn } from '../values/result-references.ts'
import type { ResultValue } from '../values/params.ts'
import { substituteValue } from '../values/substitute.ts'
import type { Facts } from './facts.ts'
import { statusTexts } from './finally.ts'
import { lookupOutputs, outputOf, type TaskState, type TaskStates } from './task-state.ts'

/** A task that failed for good contributes no results to the Pipeline, even if it wrote some. */
function isUnfinished(state: TaskState | undefined): boolean {
  return state?.kind === 'failed' && !state.ignored
}

/** Results of a Pipeline whose run has ended, as far as their tasks ran; `missing` names those that a successful task did not write. */
export function pipelineResults(
  run: PipelineRun,
  graph: TaskStates,
  last: TaskStates,
  facts: Facts,
): { readonly results: readonly ResultValue[]; readonly missing: readonly string[] } {
  const states = new Map([...graph, ...last])
  const lookup = firstOf(facts.lookup, lookupOutputs(states), lookupTexts(statusTexts(graph)))
  const results: ResultValue[] = []
  const missing: string[] = []
  for (const { name, value } of run.spec.pipelineSpec.results ?? []) {
    const unwritten = resultReferencesIn(value).filter(
      (reference) => isUnfinished(states.get(reference.task)) || outputOf(states, reference) === undefined,
    )
    if (unwritten.some(({ task }) => states.get(task)?.kind === 'succeeded')) missing.push(name)
    if (unwritten.length > 0) continue
    const actual = substituteValue(value, lookup)
    results.push({ name, type: typeOfValue(actual), value: actual })
  }
  return { results, missing }
}
