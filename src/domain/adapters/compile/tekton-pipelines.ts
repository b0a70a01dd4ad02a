import type { Finding } from '../../problem.ts'
import { inOrder } from '../../tekton/order.ts'
import type { Param } from '../../tekton/values/params.ts'
import type { Pipeline } from '../../tekton/pipeline.ts'
import type { PipelineTask, Task, WhenExpression } from '../../tekton/task.ts'
import type { KernelReference, KernelStage, KernelTask } from '../kernel/kernel-answer.ts'
import { pipelineAnnotations } from './pipeline-annotations.ts'
import { pipelineParamName, pipelineParams } from './tekton-params.ts'
import { refusedIn } from './tekton-refusals.ts'
import { collision, kebab, taskName, tektonTask, workspacesOf } from './tekton-tasks.ts'

/** Settings for Tekton documents besides the adapters; names of parameters that tasks pass to the compiler as `appconfig*`. */
export interface TektonOptions {
  /** The Application's name, used as a prefix of every name; may be empty. */
  readonly prefix: string
  readonly appconfigParams: readonly string[]
  readonly appconfigSecrets: readonly string[]
  /** Leaves out tasks with another `input.env` (Value Stream). */
  readonly env?: string
}

export interface TektonManifests {
  readonly pipelines: readonly Pipeline[]
  readonly tasks: readonly Task[]
  readonly findings: readonly Finding[]
}

/** Builds Tekton v1 Pipelines and Tasks from evaluated stages (Value Stream); findings report what does not fit together. */
export function tektonManifests(stages: readonly KernelStage[], options: TektonOptions): TektonManifests {
  const findings: Finding[] = []
  const tasks = new Map<string, { task: Task; text: string; adapters: readonly string[] }>()
  const pipelines: Pipeline[] = []
  for (const stage of stages) {
    const kept = stage.tasks.filter((task) => task.env === '' || options.env === undefined || task.env === options.env)
    if (kept.length === 0) continue
    findings.push(...refusedIn(stage, kept, approvalOf))
    for (const kernelTask of kept) {
      const made = tektonTask(kernelTask, options.prefix)
      if (!made.ok) {
        findings.push(made.error)
        continue
      }
      const task = made.value
      const text = JSON.stringify(task)
      const known = tasks.get(task.metadata.name)
      if (known === undefined) tasks.set(task.metadata.name, { task, text, adapters: kernelTask.adapters })
      else if (known.text !== text) findings.push(collision(known, { task, adapters: kernelTask.adapters }))
    }
    pipelines.push(tektonPipeline({ ...stage, tasks: kept }, options, findings))
  }
  return { pipelines, tasks: inOrderOfUse(tasks, pipelines), findings }
}

/** Sorts Tasks in the order Pipelines use them; CUE's own order would surprise readers. */
function inOrderOfUse(tasks: ReadonlyMap<string, { readonly task: Task }>, pipelines: readonly Pipeline[]): Task[] {
  const names = pipelines.flatMap(({ spec }) => spec.tasks.map(({ taskRef }) => taskRef?.name ?? ''))
  return [...new Set(names)].flatMap((name) => tasks.get(name)?.task ?? [])
}

function tektonPipeline(stage: KernelStage, options: TektonOptions, findings: Finding[]): Pipeline {
  const byId = new Map(stage.tasks.map((task) => [task.id, task]))
  const place = { stage: stage.name }

  function text(reference: KernelReference, where: string): string {
    if (reference.result !== undefined) {
      const [task, name] = reference.result
      if (!byId.has(task)) findings.push(dangling(where, task, { ...place, adapters: stage.adapters }))
      return `$(tasks.${task}.results.${name})`
    }
    if (reference.param !== undefined) {
      const [id, name] = reference.param
      const task = byId.get(id)
      const constant = task?.constParams.find((param) => param.name === name)
      if (constant !== undefined) return text(constant.value, where)
      const param = task?.params.find((candidate) => candidate.name === name)
      return `$(params.${task === undefined || param === undefined ? name : pipelineParamName(task, param)})`
    }
    return reference.text ?? ''
  }

  const workspaces = new Map(
    stage.tasks.flatMap((task) => workspacesOf(task).map((workspace) => [workspace.name, workspace])),
  )
  const approvals = new Map(
    stage.tasks.filter((task) => task.approvalRequired).map((task) => [task.id, approvalOf(task.id)]),
  )
  const drafts = stage.tasks.flatMap((task) => [
    pipelineTask(task, { options, approvals, byId, text, findings, place }),
    ...(task.approvalRequired ? [approvalTask(task.id)] : []),
  ])
  const { ordered, cyclic } = inOrder(drafts)
  if (cyclic.length > 0) {
    findings.push({
      severity: 'error',
      code: 'task-cycle',
      message: `The tasks ${cyclic.join(', ')} of the stage ${stage.name} wait for each other`,
      args: { tasks: cyclic.join(', '), stage: stage.name, adapters: adaptersOf(stage, cyclic) },
      place,
    })
  }
  const tasks = [...ordered, ...drafts.filter(({ name }) => cyclic.includes(name))]
  const { specs, originals } = pipelineParams(tasks.flatMap(({ name }) => byId.get(name) ?? []))
  const results = stage.results.map((result) => ({
    name: result.name,
    ...(result.description === '' ? {} : { description: result.description }),
    value: text(result.value, `result ${result.name}`),
  }))
  return {
    apiVersion: 'tekton.dev/v1',
    kind: 'Pipeline',
    metadata: { name: kebab(options.prefix, stage.name), annotations: annotationsOf(stage, options, originals) },
    spec: {
      ...(specs.length === 0 ? {} : { params: [...specs] }),
      ...(workspaces.size === 0 ? {} : { workspaces: [...workspaces.keys()].map((name) => ({ name })) }),
      tasks,
      ...(results.length === 0 ? {} : { results }),
    },
  }
}

function annotationsOf(
  stage: KernelStage,
  options: TektonOptions,
  originals: Readonly<Record<string, string>>,
): Record<string, string> {
  const usesParams = stage.tasks.some((task) => task.usesAppParams)
  const usesSecrets = stage.tasks.some((task) => task.usesAppSecrets)
  return {
    [pipelineAnnotations.adapters]: stage.adapters.join(','),
    ...(usesParams || usesSecrets ? { [pipelineAnnotations.appConfigParams]: options.appconfigParams.join(',') } : {}),
    ...(usesSecrets && options.appconfigSecrets.length > 0
      ? { [pipelineAnnotations.appConfigSecrets]: options.appconfigSecrets.join(',') }
      : {}),
    ...(Object.keys(originals).length === 0 ? {} : { [pipelineAnnotations.originalParams]: JSON.stringify(originals) }),
    [pipelineAnnotations.stage]: stage.name,
  }
}

interface TaskContext {
  readonly options: TektonOptions
  readonly approvals: ReadonlyMap<string, string>
  readonly byId: ReadonlyMap<string, KernelTask>
  readonly text: (reference: KernelReference, where: string) => string
  readonly findings: Finding[]
  readonly place: { readonly stage: string }
}

function pipelineTask(task: KernelTask, context: TaskContext): PipelineTask {
  const { approvals, byId, text, findings, place } = context
  const constants = new Map(task.constParams.map(({ name, value }) => [name, value]))
  for (const name of constants.keys()) {
    if (!task.params.some((param) => param.name === name)) {
      findings.push({
        severity: 'error',
        code: 'unknown-const-param',
        message: `The task ${task.id} is given the constant "${name}", which is none of its parameters`,
        args: { task: task.id, name, adapters: task.adapters.join(', ') },
        place,
      })
    }
  }
  for (const before of task.runAfter)
    if (!byId.has(before)) findings.push(dangling(`task ${task.id}`, before, { ...place, adapters: task.adapters }))
  const params = task.params.map((param): Param => {
    const constant = constants.get(param.name)
    const value =
      constant === undefined ? `$(params.${pipelineParamName(task, param)})` : text(constant, `task ${task.id}`)
    return { name: param.name, value }
  })
  const when = task.when.map(({ input, operator, values }): WhenExpression => ({
    input: text(input, `when of task ${task.id}`),
    operator: operator === 'notin' ? 'notin' : 'in',
    values,
  }))
  const workspaces = workspacesOf(task).map(({ name }) => ({ name, workspace: name }))
  const runAfter = [...new Set(task.runAfter)].map((before) => approvals.get(before) ?? before)
  return {
    name: task.id,
    taskRef: { kind: 'Task', name: taskName(task, context.options.prefix) },
    ...(runAfter.length === 0 ? {} : { runAfter }),
    ...(when.length === 0 ? {} : { when }),
    ...(params.length === 0 ? {} : { params }),
    ...(workspaces.length === 0 ? {} : { workspaces }),
    ...(task.retries === 0 ? {} : { retries: task.retries }),
    ...(task.timeout === undefined ? {} : { timeout: task.timeout }),
  }
}

/** Name of the task that waits for a person after the task with this id. */
export function approvalOf(id: string): string {
  return `approval-${id}`
}

/** A custom task that waits for a person after the task with this id (decision 15). */
function approvalTask(id: string): PipelineTask {
  return {
    name: approvalOf(id),
    taskRef: { apiVersion: 'openshift-pipelines.org/v1alpha1', kind: 'ApprovalTask' },
    runAfter: [id],
    params: [
      { name: 'description', value: `Approve the outcome of ${id}` },
      { name: 'numberOfApprovalsRequired', value: '1' },
    ],
  }
}

/** Import paths of the adapters behind some tasks of a stage. */
function adaptersOf(stage: KernelStage, tasks: readonly string[]): string {
  return [...new Set(stage.tasks.flatMap(({ id, adapters }) => (tasks.includes(id) ? adapters : [])))].join(', ')
}

function dangling(
  where: string,
  task: string,
  { stage, adapters }: { readonly stage: string; readonly adapters: readonly string[] },
): Finding {
  return {
    severity: 'error',
    code: 'unknown-task',
    message: `In the stage ${stage}, ${where} refers to the task "${task}", which no adapter brings`,
    args: { where, task, stage, adapters: adapters.join(', ') },
    fix: 'Add the adapter that brings the task, or remove the one that refers to it',
    place: { stage },
  }
}
