import { isCustomTask } from '../custom-task.ts'
import { firstOf, lookupTexts } from '../values/lookups.ts'
import { resultReferencesIn, resultReferencesOf, textsIn } from '../values/result-references.ts'
import type { Lookup } from '../values/substitute.ts'
import type { PipelineTask } from '../task.ts'
import { checkWhen } from '../values/when.ts'
import { approvalState } from './approval.ts'
import type { Facts } from './facts.ts'
import { maxCombinations } from './matrix.ts'
import { childrenOf } from './task-runs.ts'
import { defaultResults, lookupOutputs, outputOf, type TaskState, type TaskStates } from './task-state.ts'

/** The situation when a task's turn comes: states of earlier tasks, since when, and further texts (statuses, for finally tasks). */
export interface Turn {
  readonly states: TaskStates
  readonly since: number
  readonly cancelledAt: number | undefined
  readonly texts: ReadonlyMap<string, string>
}

/** State of a graph task once all its parents are done, with Tekton's checks in Tekton's order. */
export function firstStateOfTask(task: PipelineTask, parents: readonly string[], turn: Turn, facts: Facts): TaskState {
  const orphaned = parents.some((name) => {
    const parent = turn.states.get(name)
    return parent?.kind === 'skipped' && parent.reason !== 'When Expressions evaluated to false'
  })
  if (orphaned) return { kind: 'skipped', reason: 'Parent Tasks were skipped', doneAt: turn.since }
  const missing = missingResults(task, turn.states)
  const unwritten = missing.find((reference) => turn.states.get(reference.task)?.kind === 'succeeded')
  if (unwritten !== undefined) {
    const isThere = outputOf(turn.states, { ...unwritten, rest: [] }) !== undefined
    const message = isThere
      ? `The result "${unwritten.result}" of task "${unwritten.task}" holds nothing at $(${unwritten.text}), which task "${task.name}" needs`
      : `Task "${unwritten.task}" completed successfully but did not emit the result "${unwritten.result}" that task "${task.name}" needs as $(${unwritten.text})`
    return { kind: 'invalid', reason: 'PipelineValidationFailed', message, doneAt: turn.since }
  }
  const fanned = new Set(
    textsIn(task.matrix)
      .flatMap(resultReferencesIn)
      .map(({ text }) => text),
  )
  const unfanned = missing.find(({ text }) => fanned.has(text))
  if (unfanned !== undefined) {
    const message = `The matrix of task "${task.name}" needs $(${unfanned.text}), but task "${unfanned.task}" wrote no such result`
    return { kind: 'invalid', reason: 'InvalidTaskResultReference', message, doneAt: turn.since }
  }
  return missing.length > 0
    ? { kind: 'skipped', reason: 'Results were missing', doneAt: turn.since }
    : guarded(task, turn, facts)
}

/** State of a finally task once the graph is done: it runs unless results are missing, for any reason, or `when` is false. */
export function firstStateOfFinally(task: PipelineTask, turn: Turn, facts: Facts): TaskState {
  if (missingResults(task, turn.states).length > 0)
    return { kind: 'skipped', reason: 'Results were missing', doneAt: turn.since }
  return guarded(task, turn, facts)
}

/** Values for the parameters and `when` of a pipeline task. */
export function lookupOf(task: PipelineTask, { states, texts }: Pick<Turn, 'states' | 'texts'>, facts: Facts): Lookup {
  const retries = new Map([['context.pipelineTask.retries', String(task.retries ?? 0)]])
  return firstOf(facts.lookup, lookupTexts(retries), lookupTexts(texts), lookupOutputs(states))
}

function guarded(task: PipelineTask, turn: Turn, facts: Facts): TaskState {
  const lookup = lookupOf(task, turn, facts)
  const verdict = checkWhen(task.when, lookup)
  if ('error' in verdict)
    return { kind: 'invalid', reason: 'CELEvaluationFailed', message: verdict.error, doneAt: turn.since }
  if (!verdict.holds) {
    const defaults = defaultResults(task)
    const skipped = { kind: 'skipped', reason: 'When Expressions evaluated to false', doneAt: turn.since } as const
    return defaults.length === 0 ? skipped : { ...skipped, defaults }
  }
  const amount = task.matrix === undefined ? 1 : childrenOf(task, facts, lookup).length
  if (amount === 0) return { kind: 'skipped', reason: 'Matrix Parameters have an empty array', doneAt: turn.since }
  if (amount > maxCombinations) {
    const message = `The matrix of task "${task.name}" has ${amount} combinations, ${maxCombinations} are allowed`
    return { kind: 'invalid', reason: 'PipelineValidationFailed', message, doneAt: turn.since }
  }
  return isCustomTask(task) ? approvalState(task, turn, lookup, facts) : { kind: 'ready', since: turn.since }
}

function missingResults(task: PipelineTask, states: TaskStates): ReturnType<typeof resultReferencesOf> {
  return resultReferencesOf(task).filter(
    (reference) => states.has(reference.task) && outputOf(states, reference) === undefined,
  )
}
