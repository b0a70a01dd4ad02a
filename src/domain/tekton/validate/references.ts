import type { Finding } from '#domain/problem.ts'
import { nameOf } from '../values/lookups.ts'
import { paramsOfRun, paramsOfTask, type ParamValues } from '../values/param-values.ts'
import type { PipelineRun } from '../pipeline.ts'
import { textsIn } from '../values/result-references.ts'
import { type Reference, referencesIn } from '../values/substitute.ts'
import type { PipelineTask } from '../task.ts'
import { errorAt } from './finding.ts'
import { placedTasks } from './placed-tasks.ts'

/** Finds `$(...)` without a value: indexes beyond the end of an array, and undeclared names. */
export function findReferenceErrors(run: PipelineRun): readonly Finding[] {
  const ofRun = paramsOfRun(run)
  // As on a cluster, an embedded Task may refer to every parameter that anything in the run declares or gives.
  const { params = [], tasks } = run.spec.pipelineSpec
  const around = new Set([...ofRun.keys(), ...params.map(({ name }) => name), ...tasks.flatMap(namesAround)])
  return placedTasks(run).flatMap(({ task, path, isFinal }) => [
    ...findInTask(path, task, ofRun),
    ...findUndeclared(`${path}.taskSpec`, task, isFinal ? undefined : around),
  ])
}

function namesAround({ params = [], matrix, taskSpec }: PipelineTask): readonly string[] {
  const fanned = [...(matrix?.params ?? []), ...(matrix?.include ?? []).flatMap((one) => one.params ?? [])]
  return [...params, ...fanned, ...(taskSpec?.params ?? [])].map(({ name }) => name)
}

function findInTask(path: string, task: PipelineTask, ofRun: ParamValues): readonly Finding[] {
  const { params, when, matrix, taskSpec } = task
  // Values that depend on results are only known when the task starts.
  const ofTask = paramsOfTask(task, ofRun, () => undefined)
  const inside = referencesOf([taskSpec?.steps, taskSpec?.sidecars, taskSpec?.stepTemplate])
  return [
    ...referencesOf([params, when, matrix]).flatMap((one) => findBeyond(path, task, one, ofRun)),
    ...inside.flatMap((one) => findBeyond(`${path}.taskSpec`, task, one, ofTask)),
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
  // A list that contains a reference may become longer.
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

/** Finds undeclared references in the steps of a Task; `around` is undefined where a cluster does not check either. */
function findUndeclared(path: string, task: PipelineTask, around: ReadonlySet<string> | undefined): readonly Finding[] {
  const { taskRef, taskSpec } = task
  const isEmbedded = taskRef === undefined
  const declared = new Map([
    ['params', [...(taskSpec?.params ?? []).map(({ name }) => name), ...(isEmbedded ? (around ?? []) : [])]],
    ['results', (taskSpec?.results ?? []).map(({ name }) => name)],
  ])
  const parts = [taskSpec?.steps, taskSpec?.sidecars, taskSpec?.stepTemplate]
  return referencesOf(parts).flatMap(({ scope, segments, text }) => {
    const known = declared.get(scope)
    if (known === undefined || (isEmbedded && (scope === 'results' || around === undefined))) return []
    const names = segments.map((segment) => nameOf(segment) ?? '')
    if (names.some((_, index) => known.includes(names.slice(0, index + 1).join('.')))) return []
    return [
      errorAt(path, 'tekton-unknown-parameter', `Task "${task.name}" refers to $(${text}), which it does not declare`, {
        name: text,
      }),
    ]
  })
}
