import { toV1beta1Pipeline, toV1beta1Task } from '../../tekton/convert.ts'
import type { Param, ParamSpec } from '../../tekton/values/params.ts'
import type { Pipeline } from '../../tekton/pipeline.ts'
import type { Task } from '../../tekton/task.ts'
import { pipelineAnnotations } from './pipeline-annotations.ts'

/** Value Stream's annotation for the stage of a Pipeline. */
const stageTypeAnnotation = 'vs.axis-dev.io/stage-type'

/**
 * Compiled Tekton documents in v1beta1, as Value Stream writes them (decision 37): the type text is omitted, a Task is referenced by name only, and a
 * Pipeline parameter's description tells what it is in each Task.
 */
export function v1beta1Documents(pipelines: readonly Pipeline[], tasks: readonly Task[]) {
  const byName = new Map(tasks.map((task) => [task.metadata.name, task]))
  return [
    ...pipelines.map((pipeline) => pipelineDocument(toV1beta1Pipeline(pipeline), byName)),
    ...tasks.map((task) => taskDocument(toV1beta1Task(task))),
  ]
}

function taskDocument(task: Task) {
  const { params, results, ...spec } = task.spec
  return {
    ...task,
    spec: {
      ...spec,
      ...(params === undefined ? {} : { params: params.map(withoutType) }),
      ...(results === undefined ? {} : { results: results.map(withoutType) }),
    },
  }
}

function pipelineDocument(pipeline: Pipeline, tasks: ReadonlyMap<string, Task>) {
  const { metadata, spec } = pipeline
  const stage = metadata.annotations?.[pipelineAnnotations.stage]
  return {
    ...pipeline,
    metadata: {
      ...metadata,
      annotations: { ...metadata.annotations, ...(stage === undefined ? {} : { [stageTypeAnnotation]: stage }) },
    },
    spec: {
      ...spec,
      ...(spec.params === undefined
        ? {}
        : { params: spec.params.map((param) => ({ ...withoutType(param), ...described(param, spec.tasks, tasks) })) }),
      tasks: spec.tasks.map((task) =>
        task.taskRef?.kind === 'Task' ? { ...task, taskRef: { name: task.taskRef.name } } : task,
      ),
    },
  }
}

function withoutType<T extends { readonly type?: unknown; readonly description?: string | undefined }>(spec: T) {
  const { type: _, ...rest } = spec
  return { ...rest, description: spec.description ?? '' }
}

function described(param: ParamSpec, uses: Pipeline['spec']['tasks'], tasks: ReadonlyMap<string, Task>) {
  const lines = uses.flatMap((use) => {
    const task = tasks.get(use.taskRef?.name ?? '')
    return (use.params ?? [])
      .filter(({ value }) => value === `$(params.${param.name})`)
      .flatMap((given) => (task === undefined ? [] : [line(task, given)]))
  })
  return lines.length === 0 ? {} : { description: [...new Set(lines)].join('\n') }
}

/** `<Task>: <description> (default: <value>)`. */
function line(task: Task, given: Param): string {
  const own = task.spec.params?.find(({ name }) => name === given.name)
  const text = `${task.metadata.name}: ${own?.description ?? ''}`
  return own?.default === undefined ? text : `${text} (default: ${own.default === '' ? '""' : String(own.default)})`
}
