import type { Finding } from '#domain/problem.ts'
import { nameOf } from '../values/lookups.ts'
import { paramsOfRun, type ParamValues } from '../values/param-values.ts'
import type { Param } from '../values/params.ts'
import type { PipelineRun } from '../pipeline.ts'
import { resultReferencesIn, textsIn } from '../values/result-references.ts'
import { referencesIn } from '../values/substitute.ts'
import type { PipelineTask } from '../task.ts'
import { errorAt } from './finding.ts'
import { placedTasks } from './placed-tasks.ts'

/** Checks that a matrix fans out lists only, and that its results are read as a whole list, each of them a text. */
export function findMatrixErrors(run: PipelineRun): readonly Finding[] {
  const ofRun = paramsOfRun(run)
  const placed = placedTasks(run)
  const fanned = new Map(placed.flatMap(({ task }) => (task.matrix === undefined ? [] : [[task.name, task] as const])))
  return placed.flatMap(({ task, path }) => [
    ...findInMatrix(`${path}.matrix`, task, ofRun),
    ...findReadResults(path, task, fanned),
  ])
}

function findInMatrix(path: string, { name: task, matrix }: PipelineTask, ofRun: ParamValues): readonly Finding[] {
  const texts = (matrix?.params ?? []).flatMap((param, index) =>
    isList(param, ofRun)
      ? []
      : [
          errorAt(
            `${path}.params[${index}].value`,
            'tekton-matrix-list',
            `The matrix of task "${task}" takes lists: "${param.name}" is given as a text`,
            { name: param.name },
          ),
        ],
  )
  const lists = (matrix?.include ?? []).flatMap(({ params = [] }, at) =>
    params.flatMap(({ name, value }, index) =>
      typeof value === 'string'
        ? []
        : [
            errorAt(
              `${path}.include[${at}].params[${index}].value`,
              'tekton-matrix-text',
              `What a matrix includes are texts: "${name}" of task "${task}" is not one`,
              { name },
            ),
          ],
    ),
  )
  return [...texts, ...lists]
}

/** A list, or a reference to a whole list. The types of results are only known in the run. */
function isList({ value }: Param, ofRun: ParamValues): boolean {
  if (Array.isArray(value)) return true
  if (typeof value !== 'string') return false
  const [reference] = referencesIn(value)
  if (reference === undefined || value !== `$(${reference.text})` || reference.segments.at(-1)?.kind !== 'all')
    return false
  const known = ofRun.get(reference.segments.slice(0, -1).map(nameOf).join('.'))
  return reference.scope !== 'params' || known === undefined || Array.isArray(known)
}

function findReadResults(
  path: string,
  { name, params, when, matrix }: PipelineTask,
  fanned: ReadonlyMap<string, PipelineTask>,
): readonly Finding[] {
  return textsIn([params, when, matrix])
    .flatMap((text) => resultReferencesIn(text))
    .flatMap(({ task, result, rest, text }) => {
      const producer = fanned.get(task)
      if (producer === undefined) return []
      const type = producer.taskSpec?.results?.find((one) => one.name === result)?.type ?? 'string'
      const message =
        rest[0]?.kind !== 'all'
          ? `Task "${name}" refers to $(${text}), but "${task}" has a matrix: its results are read all at once, as $(tasks.${task}.results.${result}[*])`
          : type === 'string'
            ? undefined
            : `Task "${name}" refers to $(${text}), but results of a matrix can be read only where each is a text, and "${result}" is of type ${type}`
      return message === undefined ? [] : [errorAt(path, 'tekton-matrix-result', message, { text })]
    })
}
