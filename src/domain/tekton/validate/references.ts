import type { Finding } from '#domain/problem.ts'
import { nameOf } from '../lookups.ts'
import { paramsOfRun, paramsOfTask, type ParamValues } from '../param-values.ts'
import type { PipelineRun } from '../pipeline.ts'
import { textsIn } from '../result-references.ts'
import { type Reference, referencesIn } from '../substitute.ts'
import type { PipelineTask } from '../task.ts'
import { errorAt } from './finding.ts'

/** Findings about `$(...)` that can stand for nothing: places beyond the end of an array, and names that a Task of its own does not declare. */
export function findReferenceErrors(run: PipelineRun): readonly Finding[] {
  const ofRun = paramsOfRun(run)
  const { tasks, finally: finals = [] } = run.spec.pipelineSpec
  return [
    ...tasks.flatMap((task, index) => findInTask(`spec.pipelineSpec.tasks[${index}]`, task, ofRun)),
    ...finals.flatMap((task, index) => findInTask(`spec.pipelineSpec.finally[${index}]`, task, ofRun)),
  ]
}

function findInTask(path: string, task: PipelineTask, ofRun: ParamValues): readonly Finding[] {
  const { params, when, matrix, taskSpec } = task
  // What depends on results is known only when the task starts.
  const ofTask = paramsOfTask(task, ofRun, () => undefined)
  const inside = referencesOf([taskSpec?.steps, taskSpec?.sidecars, taskSpec?.stepTemplate])
  return [
    ...referencesOf([params, when, matrix]).flatMap((one) => findBeyond(path, task, one, ofRun)),
    ...inside.flatMap((one) => findBeyond(`${path}.taskSpec`, task, one, ofTask)),
    // An embedded Task sees what is around it, and on a cluster nobody looks whether that is there.
    ...(task.taskRef === undefined ? [] : inside.flatMap((one) => findUndeclared(`${path}.taskSpec`, task, one))),
  ]
}

function referencesOf(parts: unknown): readonly Reference[] {
  const found = textsIn(parts).flatMap((text) => referencesIn(text))
  return [...new Map(found.map((one) => [one.text, one])).values()]
}

function findBeyond(path: string, task: PipelineTask, reference: Reference, known: ParamValues): readonly Finding[] {
  const { scope, segments, text } = reference
  const last = segments.at(-1)
  if (scope !== 'params' || last?.kind !== 'index') return []
  const value = known.get(segments.slice(0, -1).map(nameOf).join('.'))
  // A list with a reference in it may become longer.
  if (!Array.isArray(value) || last.index < value.length || value.some((item) => item.includes('$('))) return []
  const count = String(value.length)
  return [
    errorAt(
      path,
      'tekton-array-index',
      `Task "${task.name}" refers to $(${text}), but that list has only as many items: ${count}`,
      { name: task.name, text, count },
    ),
  ]
}

function findUndeclared(path: string, task: PipelineTask, { scope, segments, text }: Reference): readonly Finding[] {
  const declared = scope === 'params' ? task.taskSpec?.params : scope === 'results' ? task.taskSpec?.results : undefined
  if (scope !== 'params' && scope !== 'results') return []
  const names = segments.map((segment) => nameOf(segment) ?? '')
  if (names.some((_, index) => declared?.some(({ name }) => name === names.slice(0, index + 1).join('.')))) return []
  return [
    errorAt(path, 'tekton-unknown-parameter', `Task "${task.name}" refers to $(${text}), which it does not declare`, {
      name: text,
    }),
  ]
}
