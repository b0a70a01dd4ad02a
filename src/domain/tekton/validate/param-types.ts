import type { Finding } from '#domain/problem.ts'
import { nameOf } from '../values/lookups.ts'
import { paramsOfRun, typeOfParam, typeOfValue } from '../values/param-values.ts'
import type { ParamType } from '../values/params.ts'
import type { PipelineRun } from '../pipeline.ts'
import { toResultReference } from '../values/result-references.ts'
import { referencesIn, type Reference } from '../values/substitute.ts'
import { errorAt, typeErrorAt } from './finding.ts'
import { placedTasks } from './placed-tasks.ts'

/** Finds lists and objects that a pipeline task passes to a Task parameter of another type, or puts inside a text. */
export function findParamTypeErrors(run: PipelineRun): readonly Finding[] {
  const declared = run.spec.pipelineSpec.params ?? []
  const types = new Map<string, ParamType>([
    ...[...paramsOfRun(run)].map(([name, value]) => [name, typeOfValue(value)] as const),
    ...declared.map((param) => [param.name, typeOfParam(param)] as const),
  ])
  const placed = placedTasks(run)
  const results = new Map<string, ParamType>(
    // Each result of a matrix task is the list of what its TaskRuns write.
    placed.flatMap(({ task: { name: task, taskSpec, matrix } }) =>
      (taskSpec?.results ?? []).map(
        ({ name, type = 'string' }) => [`${task} ${name}`, matrix === undefined ? type : 'array'] as const,
      ),
    ),
  )

  /** The type of a reference to a whole list or object; undefined for text and for unknown types. */
  function compound(reference: Reference): ParamType | undefined {
    const last = reference.segments.at(-1)
    const named = last?.kind === 'all' ? reference.segments.slice(0, -1) : reference.segments
    if (reference.scope === 'params') return compoundOf(types.get(named.map(nameOf).join('.')))
    const result = toResultReference(reference)
    if (result === undefined || result.rest.length !== 1 || last?.kind !== 'all') return undefined
    return compoundOf(results.get(`${result.task} ${result.result}`))
  }

  return placed.flatMap(({ task, path }) =>
    (task.params ?? []).flatMap(({ name, value }, index): Finding[] => {
      if (typeof value !== 'string') return []
      const at = `${path}.params[${index}].value`
      return referencesIn(value).flatMap((reference): Finding[] => {
        const actual = compound(reference)
        if (actual === undefined) return []
        const { text } = reference
        if (value !== `$(${text})`)
          return [
            errorAt(
              at,
              'tekton-usage',
              actual === 'array'
                ? `$(${text}) is a list, which cannot stand inside of a text`
                : `$(${text}) is an object, which cannot stand inside of a text`,
              { text },
            ),
          ]
        const param = task.taskSpec?.params?.find((one) => one.name === name)
        const wanted = param === undefined ? actual : typeOfParam(param)
        return wanted === actual ? [] : [typeErrorAt(at, name, wanted, actual)]
      })
    }),
  )
}

function compoundOf(type: ParamType | undefined): ParamType | undefined {
  return type === 'string' ? undefined : type
}
