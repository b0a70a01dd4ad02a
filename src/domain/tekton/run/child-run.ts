import { isApprovalTask } from '../custom-task.ts'
import type { ParamValues } from '../values/param-values.ts'
import type { PipelineRun, WorkspaceBinding } from '../pipeline.ts'
import type { PlannedTaskRun } from '../plan/planned-task-run.ts'
import { substituteTexts } from '../values/rewrite.ts'
import type { PipelineRunStatus, TaskRunStatus } from './status.ts'
import { substituteValue } from '../values/substitute.ts'
import type { PipelineSpec, PipelineTask } from '../task.ts'
import { podTemplateOf } from '../launch/pod-template.ts'
import { soleTaskRun, taskRunName, taskRunSpecOf, taskRunUid } from './task-run-rules.ts'
import { folderOf, isMadeOfObjects } from '../workspaces.ts'

/** A pipeline task that runs a Pipeline in place of a Task, with everything inlined. */
export type ParentTask = PipelineTask & { readonly pipelineSpec: PipelineSpec }

/** Whether a pipeline task runs a Pipeline. */
export function isParentTask(task: PipelineTask): task is ParentTask {
  return task.pipelineSpec !== undefined
}

/** All tasks of a Pipeline, including those of nested Pipelines. */
export function tasksWithin({ tasks, finally: finals = [] }: PipelineSpec): readonly PipelineTask[] {
  return [...tasks, ...finals].flatMap((task) => [task, ...(isParentTask(task) ? tasksWithin(task.pipelineSpec) : [])])
}

/** The approval tasks of a Pipeline by name; within a nested Pipeline `<task>/<task of the child>`. */
export function approvalsWithin(
  { tasks, finally: finals = [] }: PipelineSpec,
  path = '',
): readonly (readonly [string, PipelineTask])[] {
  return [...tasks, ...finals].flatMap((task) => [
    ...(isApprovalTask(task) ? [[`${path}${task.name}`, task] as const] : []),
    ...(isParentTask(task) ? approvalsWithin(task.pipelineSpec, `${path}${task.name}/`) : []),
  ])
}

/**
 * A child run as its parent writes it. An embedded one also sees the parameters and workspaces of its parent by their own names, like an embedded
 * Task.
 */
export function childRunAs(name: string, run: PipelineRun, task: ParentTask, propagated: ParamValues): PipelineRun {
  const { metadata, spec } = run
  const { params = [], pipelineSpec, pipelineRef, timeout } = task
  const own = taskRunSpecOf(run, task.name)
  const { serviceAccountName } = { ...spec.taskRunTemplate, ...own }
  const podTemplate = podTemplateOf(run, task.name)
  const limit = own?.timeout ?? timeout
  const { [soleTaskRun]: _, ...annotations } = metadata.annotations ?? {}
  const { 'tekton.dev/pipeline': __, ...labels } = metadata.labels ?? {}
  const others =
    pipelineRef === undefined ? [...propagated].filter(([key]) => !params.some((given) => given.name === key)) : []
  return {
    apiVersion: 'tekton.dev/v1',
    kind: 'PipelineRun',
    metadata: {
      name,
      uid: taskRunUid(run, name),
      annotations,
      labels: { ...labels, ...(pipelineRef?.name === undefined ? {} : { 'tekton.dev/pipeline': pipelineRef.name }) },
      ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
    },
    spec: {
      pipelineSpec,
      params: [...params, ...others.map(([key, value]) => ({ name: key, value }))],
      workspaces: [...workspacesFor(run, task)],
      taskRunTemplate: {
        ...(podTemplate === undefined ? {} : { podTemplate }),
        ...(serviceAccountName === undefined ? {} : { serviceAccountName }),
      },
      ...(limit === undefined ? {} : { timeouts: { pipeline: limit } }),
    },
  }
}

/** The child run that a try of a pipeline task starts, with values substituted and workspaces bound to the parent's folders. */
export function childRunOf(run: PipelineRun, planned: PlannedTaskRun & { readonly task: ParentTask }): PipelineRun {
  const { name, task, retry, lookup, params } = planned
  const child = childRunAs(retry === 0 ? name : taskRunName(name, `retry${retry}`), run, task, params)
  const { spec } = child
  return {
    ...child,
    spec: {
      ...spec,
      params: (spec.params ?? []).map((param) => ({ ...param, value: substituteValue(param.value, lookup) })),
      workspaces: (spec.workspaces ?? []).map((workspace) => substituteTexts(workspace, lookup)),
    },
  }
}

/** Converts the status of a child run to that of a task's try, as its parent sees it. */
export function statusAsTask(
  { name, task, retry }: Pick<PlannedTaskRun, 'name' | 'task' | 'retry'>,
  { condition, startedAt, finishedAt, results }: PipelineRunStatus,
): TaskRunStatus {
  return {
    name,
    pipelineTask: task.name,
    condition,
    retry,
    steps: [],
    results,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(finishedAt === undefined ? {} : { finishedAt }),
  }
}

function workspacesFor(run: PipelineRun, task: ParentTask): readonly WorkspaceBinding[] {
  const bindings = run.spec.workspaces ?? []
  const uses = task.workspaces ?? []
  const names = new Set([
    ...uses.map(({ name }) => name),
    ...(task.pipelineSpec.workspaces ?? []).map(({ name }) => name),
    ...(task.pipelineRef === undefined ? bindings.map(({ name }) => name) : []),
  ])
  return [...names].flatMap((name) => {
    const use = uses.find((one) => one.name === name)
    const binding = bindings.find((one) => one.name === (use?.workspace ?? name))
    return binding === undefined ? [] : [boundTo(run, binding, name, use?.subPath)]
  })
}

/** A folder of the parent becomes a claim of the child, so that both see the same files. */
function boundTo(
  run: PipelineRun,
  binding: WorkspaceBinding,
  name: string,
  below: string | undefined,
): WorkspaceBinding {
  const subPath = [binding.subPath, below].filter((part) => part !== undefined && part !== '').join('/')
  const { emptyDir: _, volumeClaimTemplate: __, ...rest } = binding
  return {
    ...(isMadeOfObjects(binding) ? rest : { persistentVolumeClaim: { claimName: folderOf(run, binding) } }),
    name,
    ...(subPath === '' ? {} : { subPath }),
  }
}
