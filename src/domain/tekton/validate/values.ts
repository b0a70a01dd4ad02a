import type { Finding } from '#domain/problem.ts'
import { parseDuration } from '../duration.ts'
import { paramsOfRun, typeOfParam, typeOfValue } from '../values/param-values.ts'
import type { Param, ParamSpec, ParamValue } from '../values/params.ts'
import type { PipelineRun } from '../pipeline.ts'
import { textsIn } from '../values/result-references.ts'
import { referencesIn } from '../values/substitute.ts'
import type { PipelineTask } from '../task.ts'
import { errorAt, typeErrorAt } from './finding.ts'
import { badDuration, findTimeoutErrors } from './timeouts.ts'
import { findWorkspaceErrors } from './workspaces.ts'

/** Checks what a run gives (parameters, workspaces, time-outs) against what is declared. */
export function findValueErrors(run: PipelineRun): readonly Finding[] {
  const { pipelineSpec } = run.spec
  return [
    ...findParamErrors(run),
    ...findWorkspaceErrors(run),
    ...findTimeoutErrors(run),
    ...findStrayTaskRunSpecs(run),
    ...pipelineSpec.tasks.flatMap((task, index) => findTaskValueErrors(`spec.pipelineSpec.tasks[${index}]`, task, run)),
    ...(pipelineSpec.finally ?? []).flatMap((task, index) =>
      findTaskValueErrors(`spec.pipelineSpec.finally[${index}]`, task, run),
    ),
  ]
}

function findStrayTaskRunSpecs({ spec }: PipelineRun): readonly Finding[] {
  const { tasks, finally: finals = [] } = spec.pipelineSpec
  const names = new Set([...tasks, ...finals].map(({ name }) => name))
  return (spec.taskRunSpecs ?? []).flatMap(({ pipelineTaskName: name }, index) =>
    names.has(name)
      ? []
      : [
          errorAt(
            `spec.taskRunSpecs[${index}].pipelineTaskName`,
            'tekton-unknown-task',
            `There is no task "${name}" in the Pipeline`,
            { name },
          ),
        ],
  )
}

function findParamErrors({ spec }: PipelineRun): readonly Finding[] {
  const given = spec.params ?? []
  return (spec.pipelineSpec.params ?? []).flatMap((declared) => {
    const index = given.findIndex(({ name }) => name === declared.name)
    const value = given[index]?.value
    if (value !== undefined) return findMismatch(`spec.params[${index}].value`, declared, value)
    return declared.default === undefined ? [missingParam('spec.params', declared.name, 'The run')] : []
  })
}

function findTaskValueErrors(path: string, task: PipelineTask, run: PipelineRun): readonly Finding[] {
  const known = paramsOfRun(run)
  // A parameter that the run lacks is reported once, not again for every task that refers to it.
  const declaredAround = new Set([...known.keys(), ...(run.spec.pipelineSpec.params ?? []).map(({ name }) => name)])
  const fanned = [...(task.matrix?.params ?? []), ...(task.matrix?.include ?? []).flatMap(({ params = [] }) => params)]
  const given = new Set([...(task.params ?? []), ...fanned].map(({ name }) => name))
  const propagated = task.taskRef === undefined ? declaredAround : new Set<string>()
  const missing = (task.taskSpec?.params ?? []).flatMap(({ name, default: value }) =>
    given.has(name) || propagated.has(name) || value !== undefined
      ? []
      : [missingParam(`${path}.params`, name, `Task "${task.name}"`)],
  )
  const mismatched = (task.params ?? []).flatMap((param, index) => {
    const declared = task.taskSpec?.params?.find(({ name }) => name === param.name)
    return declared === undefined || isReference(param)
      ? []
      : findMismatch(`${path}.params[${index}].value`, declared, param.value)
  })
  const unknown = textsIn([task.params, task.when])
    .flatMap((text) => referencesIn(text))
    .flatMap(({ scope, segments, text }) => {
      if (scope !== 'params') return []
      const names = segments.map((segment) => (segment.kind === 'name' ? segment.name : ''))
      const declared = names.some((_, index) => declaredAround.has(names.slice(0, index + 1).join('.')))
      return declared
        ? []
        : [
            errorAt(
              path,
              'tekton-unknown-parameter',
              `Task "${task.name}" refers to $(${text}), which the Pipeline does not declare`,
              { name: text },
            ),
          ]
    })
  const timeout =
    task.timeout !== undefined && parseDuration(task.timeout) === undefined
      ? [badDuration(`${path}.timeout`, task.timeout)]
      : []
  const unbound = (task.taskSpec?.workspaces ?? []).flatMap(({ name, optional }) => {
    const source = task.workspaces?.find((workspace) => workspace.name === name)?.workspace ?? name
    const bound = (run.spec.workspaces ?? []).some((binding) => binding.name === source)
    return bound || optional === true
      ? []
      : [
          errorAt(
            `${path}.workspaces`,
            'tekton-unbound-workspace',
            source === name
              ? `Task "${task.name}" needs the workspace "${name}", which the run does not bind`
              : `Task "${task.name}" takes the workspace "${source}" as "${name}", and the run does not bind "${source}"`,
            { name: source },
          ),
        ]
  })
  return [...missing, ...mismatched, ...unknown, ...timeout, ...unbound, ...findStrayWorkspaces(path, task)]
}

/** An embedded Task takes any workspace; a referenced one must declare it. */
function findStrayWorkspaces(
  path: string,
  { name: task, taskRef, taskSpec, workspaces = [] }: PipelineTask,
): readonly Finding[] {
  if (taskRef === undefined || taskSpec === undefined) return []
  const declared = new Set((taskSpec.workspaces ?? []).map(({ name }) => name))
  return workspaces.flatMap(({ name }, index) =>
    declared.has(name)
      ? []
      : [
          errorAt(
            `${path}.workspaces[${index}]`,
            'tekton-stray-workspace',
            `Task "${task}" is given the workspace "${name}", which it does not declare`,
            { name },
          ),
        ],
  )
}

function findMismatch(path: string, declared: ParamSpec, value: ParamValue): readonly Finding[] {
  const [wanted, actual] = [typeOfParam(declared), typeOfValue(value)]
  const { name } = declared
  if (wanted !== actual) return [typeErrorAt(path, name, wanted, actual)]
  const absent = Object.keys(declared.properties ?? {}).filter(
    (key) => !hasKey(value, key) && !hasKey(declared.default, key),
  )
  if (absent.length > 0)
    return [
      errorAt(path, 'tekton-parameter-keys', `Parameter "${name}" lacks the keys ${absent.join(', ')}`, {
        name,
        keys: absent.join(', '),
      }),
    ]
  const allowed = declared.enum
  if (allowed === undefined || typeof value !== 'string' || allowed.includes(value)) return []
  return [
    errorAt(path, 'tekton-parameter-enum', `Parameter "${name}" must be one of ${allowed.join(', ')}`, {
      name,
      allowed: allowed.join(', '),
    }),
  ]
}

function hasKey(value: ParamValue | undefined, key: string): boolean {
  return typeof value === 'object' && !Array.isArray(value) && Object.hasOwn(value, key)
}

/** A whole reference takes the type of its value, which is only known in the run. */
function isReference({ value }: Param): boolean {
  return typeof value === 'string' && referencesIn(value).length > 0
}

function missingParam(path: string, name: string, who: string): Finding {
  return errorAt(path, 'tekton-missing-parameter', `${who} lacks the parameter "${name}", which has no default`, {
    name,
  })
}
