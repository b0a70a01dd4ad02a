import type { Finding } from '#domain/problem.ts'
import { typeOfParam, typeOfValue } from '../values/param-values.ts'
import type { ParamSpec } from '../values/params.ts'
import type { PipelineRun } from '../pipeline.ts'
import { maxCombinations } from '../plan/matrix.ts'
import { isReduced } from '../run/reduce-for-retry.ts'
import { resultReferencesIn } from '../values/result-references.ts'
import type { PipelineTask, TaskSpec } from '../task.ts'
import { errorAt } from './finding.ts'
import { placedTasks } from './placed-tasks.ts'

/** Checks what Pipelines and Tasks declare, and what runs and tasks give, like Tekton's admission: names, types and duplicates. */
export function findDeclarationErrors(run: PipelineRun): readonly Finding[] {
  const { params, workspaces, pipelineSpec } = run.spec
  const at = 'spec.pipelineSpec'
  return [
    ...findTwice('spec.params', params),
    ...findTwice('spec.workspaces', workspaces),
    ...findTwice(`${at}.workspaces`, pipelineSpec.workspaces),
    ...findInParams(`${at}.params`, pipelineSpec.params),
    ...(pipelineSpec.results ?? []).flatMap(({ name, value }, index) =>
      isReduced(run) || resultReferencesIn(value).length > 0
        ? []
        : [
            errorAt(
              `${at}.results[${index}].value`,
              'tekton-result-value',
              `The result "${name}" of a Pipeline has to be made of results of its tasks, as in $(tasks.build.results.digest)`,
              { name },
            ),
          ],
    ),
    ...placedTasks(run).flatMap(({ task, path }) => [
      ...findInPipelineTask(path, task),
      ...(task.taskSpec === undefined ? [] : findInTask(`${path}.taskSpec`, task.taskSpec)),
    ]),
  ]
}

function findInPipelineTask(path: string, task: PipelineTask): readonly Finding[] {
  const { params = [], workspaces, matrix, retries = 0, onError } = task
  const fanned = matrix?.params ?? []
  const included = matrix?.include ?? []
  const names = new Set([...fanned, ...included.flatMap((one) => one.params ?? [])].map(({ name }) => name))
  const lists = fanned.map(({ value }) =>
    // The length of a referenced list is only known in the run.
    Array.isArray(value) && !value.some((item) => item.includes('$(')) ? value.length : 1,
  )
  const count = lists.reduce((product, length) => product * Math.max(length, 1), 1)
  return [
    ...findTwice(`${path}.params`, params),
    ...findTwice(`${path}.workspaces`, workspaces),
    ...findTwice(`${path}.matrix.params`, fanned),
    ...included.flatMap((one, index) => findTwice(`${path}.matrix.include[${index}].params`, one.params)),
    ...params.flatMap(({ name }, index) =>
      names.has(name)
        ? [
            errorAt(
              `${path}.params[${index}].name`,
              'tekton-matrix-parameter',
              `Parameter "${name}" of task "${task.name}" is given by its matrix and beside it`,
              { name },
            ),
          ]
        : [],
    ),
    ...(count > maxCombinations
      ? [
          errorAt(
            `${path}.matrix`,
            'tekton-matrix-size',
            `The matrix of task "${task.name}" has ${count} combinations, ${maxCombinations} are allowed`,
            { name: task.name, count: String(count) },
          ),
        ]
      : []),
    ...(retries > 0 && onError === 'continue'
      ? [
          errorAt(
            `${path}.onError`,
            'tekton-on-error',
            `Task "${task.name}" cannot have retries and go on after an error`,
            { text: onError },
          ),
        ]
      : []),
  ]
}

/** Valid names of results in Tekton. */
const resultName = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/

function findInTask(path: string, spec: TaskSpec): readonly Finding[] {
  const { params, workspaces = [], volumes, results = [], steps, stepTemplate } = spec
  const paths = new Set(
    [...(stepTemplate?.volumeMounts ?? []), ...steps.flatMap(({ volumeMounts }) => volumeMounts ?? [])].map((mount) =>
      mount.mountPath.replace(/\/+$/, ''),
    ),
  )
  return [
    ...findInParams(`${path}.params`, params),
    ...findTwice(`${path}.workspaces`, workspaces),
    ...findTwice(`${path}.volumes`, volumes),
    ...workspaces.flatMap(({ name, mountPath = `/workspace/${name}` }, index) => {
      const cleaned = mountPath.replace(/\/+$/, '')
      if (!paths.has(cleaned)) {
        paths.add(cleaned)
        return []
      }
      return [
        errorAt(
          `${path}.workspaces[${index}].mountPath`,
          'tekton-mount',
          `Something else is mounted where the workspace "${name}" would be: ${mountPath}`,
          { path: mountPath },
        ),
      ]
    }),
    ...results.flatMap(({ name, type, properties, value }, index) => [
      ...(resultName.test(name)
        ? []
        : [errorAt(`${path}.results[${index}].name`, 'tekton-name', `"${name}" is not a valid result name`, { name })]),
      ...(type === 'object' && properties === undefined
        ? [withoutProperties(`${path}.results[${index}]`, `Result "${name}"`, name)]
        : []),
      ...(value === undefined || (typeof value === 'string' && /\$\(steps\..*?\.results\..*?\)/.test(value))
        ? []
        : [
            errorAt(
              `${path}.results[${index}].value`,
              'tekton-result-value',
              `The result "${name}" has to be one of a step, as in $(steps.build.results.digest)`,
              { name },
            ),
          ]),
    ]),
    ...(params ?? []).flatMap(({ name, type, properties }, index) =>
      type === 'object' && properties === undefined
        ? [withoutProperties(`${path}.params[${index}]`, `Parameter "${name}"`, name)]
        : [],
    ),
  ]
}

function withoutProperties(path: string, what: string, name: string): Finding {
  return errorAt(path, 'tekton-properties', `${what} is an object and does not declare its properties`, { name })
}

/** Valid names of parameters; those of objects have no dots, which would be confused with keys. */
const paramName = /^[_a-zA-Z][_a-zA-Z0-9.-]*$/

function findInParams(path: string, params: readonly ParamSpec[] = []): readonly Finding[] {
  return [
    ...findTwice(path, params),
    ...params.flatMap((param, index) => {
      const { name, default: value, enum: allowed = [] } = param
      const type = typeOfParam(param)
      const at = `${path}[${index}]`
      return [
        ...(paramName.test(name) && (type !== 'object' || !name.includes('.'))
          ? []
          : [errorAt(`${at}.name`, 'tekton-name', `"${name}" is not a valid parameter name`, { name })]),
        ...(value === undefined || typeOfValue(value) === type
          ? []
          : [
              errorAt(
                `${at}.default`,
                'tekton-parameter-type',
                `Parameter "${name}" is declared as ${type}, but its default is of type ${typeOfValue(value)}`,
                { name, wanted: type, actual: typeOfValue(value) },
              ),
            ]),
        ...(allowed.length > 0 &&
        (type !== 'string' ||
          new Set(allowed).size < allowed.length ||
          (typeof value === 'string' && value !== '' && !allowed.includes(value)))
          ? [
              errorAt(
                `${at}.enum`,
                'tekton-parameter-enum',
                `The values of parameter "${name}" have to be different texts with its default among them`,
                { name, allowed: allowed.join(', ') },
              ),
            ]
          : []),
      ]
    }),
  ]
}

function findTwice(path: string, named: readonly { readonly name: string }[] = []): readonly Finding[] {
  const seen = new Set<string>()
  return named.flatMap(({ name }, index) => {
    if (!seen.has(name)) {
      seen.add(name)
      return []
    }
    return [errorAt(`${path}[${index}].name`, 'tekton-twice', `"${name}" stands here twice`, { name })]
  })
}
