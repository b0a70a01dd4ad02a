import { z } from 'zod'
import { pipelineSchema, taskRunSpecSchema, type Pipeline, type TaskRunSpec } from './pipeline.ts'
import { taskSchema, type PipelineSpec, type PipelineTask, type Step, type Task, type TaskSpec } from './task.ts'

/** Fields that v1 renamed; fields that v1 dropped (`resources` of Tasks, `conditions`) stay, and validation refuses them. */
const oldFields = z.looseObject({ bundle: z.string().optional() })

/** Converts a v1beta1 Task to v1: `resources` of steps becomes `computeResources`. Returns a v1 Task unchanged. */
export function toV1Task(task: Task): Task {
  if (task.apiVersion === 'tekton.dev/v1') return task
  return taskSchema.parse({ ...task, apiVersion: 'tekton.dev/v1', spec: toV1TaskSpec(task.spec) })
}

/** Converts a v1beta1 Pipeline to v1: steps of embedded Tasks, and bundles in references, which are a resolver in v1. */
export function toV1Pipeline(pipeline: Pipeline): Pipeline {
  if (pipeline.apiVersion === 'tekton.dev/v1') return pipeline
  return pipelineSchema.parse({ ...pipeline, apiVersion: 'tekton.dev/v1', spec: toV1PipelineSpec(pipeline.spec) })
}

function toV1PipelineSpec(spec: PipelineSpec): PipelineSpec {
  return {
    ...spec,
    tasks: spec.tasks.map(toV1PipelineTask),
    ...(spec.finally === undefined ? {} : { finally: spec.finally.map(toV1PipelineTask) }),
  }
}

function toV1PipelineTask(task: PipelineTask): PipelineTask {
  const taskSpec = task.taskSpec === undefined ? {} : { taskSpec: toV1TaskSpec(task.taskSpec) }
  const pipelineSpec = task.pipelineSpec === undefined ? {} : { pipelineSpec: toV1PipelineSpec(task.pipelineSpec) }
  return {
    ...task,
    ...taskSpec,
    ...pipelineSpec,
    ...(task.taskRef === undefined ? {} : { taskRef: toV1Reference(task.taskRef) }),
  }
}

function toV1Reference(reference: NonNullable<PipelineTask['taskRef']>): NonNullable<PipelineTask['taskRef']> {
  const { bundle } = oldFields.parse(reference)
  if (bundle === undefined) return reference
  const params = [
    { name: 'bundle', value: bundle },
    { name: 'name', value: reference.name ?? '' },
    { name: 'kind', value: reference.kind ?? 'Task' },
  ]
  return { resolver: 'bundles', params }
}

function toV1TaskSpec(spec: TaskSpec): TaskSpec {
  const template = spec.stepTemplate === undefined ? {} : { stepTemplate: toV1Step(spec.stepTemplate) }
  return { ...spec, steps: spec.steps.map(toV1Step), ...template }
}

function toV1Step(step: Step): Step {
  if (!('resources' in step)) return step
  const { resources, ...rest } = step
  return { ...rest, computeResources: resources }
}

/** v1beta1 puts `task` before the names of a task's own fields. */
export function toV1TaskRunSpec(written: TaskRunSpec): TaskRunSpec {
  const { taskServiceAccountName, taskPodTemplate, ...own } = written
  return taskRunSpecSchema.parse({
    ...(taskServiceAccountName === undefined ? {} : { serviceAccountName: taskServiceAccountName }),
    ...(taskPodTemplate === undefined ? {} : { podTemplate: taskPodTemplate }),
    ...own,
  })
}

/** Converts a v1 Task to v1beta1, for clusters that still need it: `computeResources` of steps becomes `resources`. */
export function toV1beta1Task(task: Task): Task {
  const { spec } = task
  const template = spec.stepTemplate === undefined ? {} : { stepTemplate: toV1beta1Step(spec.stepTemplate) }
  const old = { ...spec, steps: spec.steps.map(toV1beta1Step), ...template }
  return taskSchema.parse({ ...task, apiVersion: 'tekton.dev/v1beta1', spec: old })
}

/** Converts a v1 Pipeline without embedded Tasks to v1beta1; only the version differs. */
export function toV1beta1Pipeline(pipeline: Pipeline): Pipeline {
  return { ...pipeline, apiVersion: 'tekton.dev/v1beta1' }
}

function toV1beta1Step(step: Step): Step {
  if (!('computeResources' in step)) return step
  const { computeResources, ...rest } = step
  return { ...rest, resources: computeResources }
}
