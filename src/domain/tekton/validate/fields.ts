import type { Finding } from '#domain/problem.ts'
import { isApprovalTask } from '../custom-task.ts'
import { isKnownField } from '../field-refs.ts'
import type { PipelineRun } from '../pipeline.ts'
import type { PipelineTask, Step, TaskSpec } from '../task.ts'
import { errorAt, warningAt } from './finding.ts'

interface Fields {
  /** Honoured, or without meaning for running. */
  readonly known: string
  /** Accepted although it changes nothing on this machine; the run says so. */
  readonly idle?: string
}

const table = {
  spec: { known: 'pipelineSpec params workspaces timeouts status managedBy', idle: 'taskRunTemplate' },
  timeouts: { known: 'pipeline tasks finally' },
  binding: { known: 'name subPath emptyDir persistentVolumeClaim' },
  pipeline: { known: 'description displayName params workspaces tasks finally results' },
  pipelineTask: {
    known: 'name displayName description taskRef taskSpec params runAfter when workspaces retries timeout onError',
  },
  reference: { known: 'apiVersion kind name' },
  task: { known: 'description displayName metadata params results workspaces steps stepTemplate' },
  step: {
    known: 'name displayName image script command args workingDir env timeout onError',
    idle: 'computeResources resources imagePullPolicy',
  },
  env: { known: 'name value valueFrom' },
  valueFrom: { known: 'secretKeyRef fieldRef' },
  fieldRef: { known: 'apiVersion fieldPath' },
  param: { known: 'name type description default enum properties' },
  result: { known: 'name type description properties' },
  when: { known: 'input operator values' },
} satisfies Readonly<Record<string, Fields>>

/** Findings for every field of a run that the planned engines would not honour, by its path: nothing is dropped in silence. */
export function findUnsupportedFields(run: PipelineRun): readonly Finding[] {
  const { spec } = run
  const { pipelineSpec } = spec
  const at = 'spec.pipelineSpec'
  return [
    ...check('spec', spec, table.spec),
    ...check('spec.timeouts', spec.timeouts, table.timeouts),
    ...each('spec.workspaces', spec.workspaces, (path, binding) => check(path, binding, table.binding)),
    ...check(at, pipelineSpec, table.pipeline),
    ...each(`${at}.params`, pipelineSpec.params, (path, param) => check(path, param, table.param)),
    ...each(`${at}.tasks`, pipelineSpec.tasks, checkPipelineTask),
    ...each(`${at}.finally`, pipelineSpec.finally, checkPipelineTask),
  ]
}

function checkPipelineTask(path: string, task: PipelineTask): readonly Finding[] {
  const reference =
    task.taskRef === undefined || isApprovalTask(task)
      ? check(`${path}.taskRef`, task.taskRef, table.reference)
      : [unsupported(`${path}.taskRef`, 'Only embedded Tasks and approvals can run')]
  return [
    ...check(path, task, table.pipelineTask),
    ...reference,
    ...each(`${path}.when`, task.when, (at, when) => check(at, when, table.when)),
    ...(task.taskSpec === undefined ? [] : checkTask(`${path}.taskSpec`, task.taskSpec)),
  ]
}

function checkTask(path: string, task: TaskSpec): readonly Finding[] {
  return [
    ...check(path, task, table.task),
    ...each(`${path}.params`, task.params, (at, param) => check(at, param, table.param)),
    ...each(`${path}.results`, task.results, (at, result) => check(at, result, table.result)),
    ...each(`${path}.steps`, task.steps, checkStep),
    ...(task.stepTemplate === undefined ? [] : checkStep(`${path}.stepTemplate`, task.stepTemplate)),
  ]
}

function checkStep(path: string, step: Step): readonly Finding[] {
  return [
    ...check(path, step, table.step),
    ...each(`${path}.env`, step.env, (at, variable) => [
      ...check(at, variable, table.env),
      ...check(`${at}.valueFrom`, variable.valueFrom, table.valueFrom),
      ...checkField(`${at}.valueFrom.fieldRef`, variable.valueFrom?.fieldRef),
    ]),
  ]
}

function checkField(path: string, field: { readonly fieldPath: string } | undefined): readonly Finding[] {
  if (field === undefined) return []
  const known = isKnownField(field.fieldPath)
  return [
    ...check(path, field, table.fieldRef),
    ...(known ? [] : [unsupported(`${path}.fieldPath`, `"${field.fieldPath}" is not known here`)]),
  ]
}

function check(path: string, value: object | undefined, fields: Fields): readonly Finding[] {
  const known = new Set(fields.known.split(' '))
  const idle = new Set(fields.idle?.split(' '))
  return Object.entries(value ?? {}).flatMap(([key, field]: [string, unknown]) => {
    if (known.has(key) || isEmpty(field)) return []
    if (idle.has(key))
      return [warningAt(`${path}.${key}`, 'tekton-no-effect', `${path}.${key} has no effect here`, { field: key })]
    return [unsupported(`${path}.${key}`, 'not supported by this engine')]
  })
}

function each<T>(
  path: string,
  items: readonly T[] | undefined,
  visit: (path: string, item: T) => readonly Finding[],
): readonly Finding[] {
  return (items ?? []).flatMap((item, index) => visit(`${path}[${index}]`, item))
}

function unsupported(path: string, why: string): Finding {
  return errorAt(path, 'tekton-unsupported', `${path}: ${why}`, { field: path })
}

/** Absent in all but spelling: null, an empty list or an empty object asks for nothing. */
function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0)
}
