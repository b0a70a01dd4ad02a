import type { Finding } from '#domain/problem.ts'
import { parseDuration } from '../duration.ts'
import { paramsOfRun, typeOfParam, typeOfValue } from '../param-values.ts'
import type { Param, ParamSpec, ParamValue } from '../params.ts'
import type { PipelineRun } from '../pipeline.ts'
import { textsIn } from '../result-references.ts'
import { referencesIn } from '../substitute.ts'
import type { PipelineTask } from '../task.ts'
import { isInside } from '../workspaces.ts'
import { errorAt } from './finding.ts'

/** Findings about what a run gives: parameters, workspaces and time-outs against what is declared. */
export function findValueErrors(run: PipelineRun): readonly Finding[] {
  const { pipelineSpec } = run.spec
  return [
    ...findParamErrors(run),
    ...findWorkspaceErrors(run),
    ...findTimeoutErrors(run),
    ...pipelineSpec.tasks.flatMap((task, index) => findTaskValueErrors(`spec.pipelineSpec.tasks[${index}]`, task, run)),
    ...(pipelineSpec.finally ?? []).flatMap((task, index) => findTaskValueErrors(`spec.pipelineSpec.finally[${index}]`, task, run)),
  ]
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
  const given = new Set((task.params ?? []).map(({ name }) => name))
  const missing = (task.taskSpec?.params ?? []).flatMap(({ name, default: value }) =>
    given.has(name) || known.has(name) || value !== undefined ? [] : [missingParam(`${path}.params`, name, `Task "${task.name}"`)],
  )
  const mismatched = (task.params ?? []).flatMap((param, index) => {
    const declared = task.taskSpec?.params?.find(({ name }) => name === param.name)
    return declared === undefined || isReference(param) ? [] : findMismatch(`${path}.params[${index}].value`, declared, param.value)
  })
  const unknown = textsIn([task.params, task.when])
    .flatMap((text) => referencesIn(text))
    .flatMap(({ scope, segments, text }) => {
      if (scope !== 'params') return []
      const names = segments.map((segment) => (segment.kind === 'name' ? segment.name : ''))
      const declared = names.some((_, index) => known.has(names.slice(0, index + 1).join('.')))
      return declared ? [] : [errorAt(path, 'tekton-unknown-parameter', `Task "${task.name}" refers to $(${text}), which the Pipeline does not declare`, { name: text })]
    })
  const timeout = task.timeout !== undefined && parseDuration(task.timeout) === undefined ? [badDuration(`${path}.timeout`, task.timeout)] : []
  const unbound = (task.taskSpec?.workspaces ?? []).flatMap(({ name, optional }) => {
    const source = task.workspaces?.find((workspace) => workspace.name === name)?.workspace ?? name
    const bound = (run.spec.workspaces ?? []).some((binding) => binding.name === source)
    return bound || optional === true ? [] : [errorAt(`${path}.workspaces`, 'tekton-unbound-workspace', `Task "${task.name}" needs the workspace "${name}", which the run does not bind`, { name })]
  })
  return [...missing, ...mismatched, ...unknown, ...timeout, ...unbound]
}

function findWorkspaceErrors({ spec }: PipelineRun): readonly Finding[] {
  const bindings = spec.workspaces ?? []
  const missing = (spec.pipelineSpec.workspaces ?? []).flatMap(({ name, optional }) =>
    optional === true || bindings.some((binding) => binding.name === name)
      ? []
      : [errorAt('spec.workspaces', 'tekton-unbound-workspace', `The run does not bind the workspace "${name}" of its Pipeline`, { name })],
  )
  const wrong = bindings.flatMap(({ name, emptyDir, persistentVolumeClaim: claim, subPath = '' }, index) => {
    const path = `spec.workspaces[${index}]`
    if ((emptyDir === undefined) === (claim === undefined)) {
      return [errorAt(path, 'tekton-workspace-kind', `Workspace "${name}" must be either an emptyDir or a persistentVolumeClaim`, { name })]
    }
    const unsafe = !isInside(subPath) || (claim !== undefined && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(claim.claimName))
    return unsafe ? [errorAt(path, 'tekton-workspace-path', `Workspace "${name}" names a folder outside its own`, { name })] : []
  })
  return [...missing, ...wrong]
}

function findTimeoutErrors({ spec }: PipelineRun): readonly Finding[] {
  const { pipeline, tasks, finally: last } = spec.timeouts ?? {}
  const written = Object.entries({ pipeline, tasks, finally: last }).flatMap(([key, text]) => (text === undefined ? [] : [{ key, text }]))
  const bad = written.filter(({ text }) => parseDuration(text) === undefined).map(({ key, text }) => badDuration(`spec.timeouts.${key}`, text))
  if (bad.length > 0) return bad
  const [total = 3_600_000, forTasks, forFinally] = [pipeline, tasks, last].map((text) => (text === undefined ? undefined : parseDuration(text)))
  if (total === 0) return []
  if (forTasks === 0 || forFinally === 0) {
    return [errorAt('spec.timeouts.pipeline', 'tekton-timeouts', 'A part without a time-out needs a pipeline without one: timeouts.pipeline must be "0"')]
  }
  const fits = (forTasks ?? 0) + (forFinally ?? 0) <= total
  return fits ? [] : [errorAt('spec.timeouts', 'tekton-timeouts', 'timeouts.tasks and timeouts.finally together exceed timeouts.pipeline')]
}

function findMismatch(path: string, declared: ParamSpec, value: ParamValue): readonly Finding[] {
  const [wanted, actual] = [typeOfParam(declared), typeOfValue(value)]
  const { name } = declared
  if (wanted !== actual) return [errorAt(path, 'tekton-parameter-type', `Parameter "${name}" is declared as ${wanted}, but given as ${actual}`, { name, wanted, actual })]
  const absent = Object.keys(declared.properties ?? {}).filter((key) => !hasKey(value, key) && !hasKey(declared.default, key))
  if (absent.length > 0) return [errorAt(path, 'tekton-parameter-keys', `Parameter "${name}" lacks the keys ${absent.join(', ')}`, { name, keys: absent.join(', ') })]
  const allowed = declared.enum
  if (allowed === undefined || typeof value !== 'string' || allowed.includes(value)) return []
  return [errorAt(path, 'tekton-parameter-enum', `Parameter "${name}" must be one of ${allowed.join(', ')}`, { name, allowed: allowed.join(', ') })]
}

function hasKey(value: ParamValue | undefined, key: string): boolean {
  return typeof value === 'object' && !Array.isArray(value) && Object.hasOwn(value, key)
}

/** A whole reference takes over the type of what it refers to, which only the run will show. */
function isReference({ value }: Param): boolean {
  return typeof value === 'string' && referencesIn(value).length > 0
}

function missingParam(path: string, name: string, who: string): Finding {
  return errorAt(path, 'tekton-missing-parameter', `${who} lacks the parameter "${name}", which has no default`, { name })
}

function badDuration(path: string, text: string): Finding {
  return errorAt(path, 'tekton-duration', `"${text}" is not a duration`, { text }, 'Write it like 1h30m, or 0 for none')
}
