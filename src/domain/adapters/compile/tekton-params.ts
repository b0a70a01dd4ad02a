import type { ParamSpec } from '../../tekton/values/params.ts'
import type { KernelTask } from '../kernel/kernel-answer.ts'

type TaskParam = KernelTask['params'][number]

/** Name that a task's parameter has on the Pipeline (Value Stream): lifted by the task's prefix where the task or parameter asks for it. */
export function pipelineParamName(
  task: Pick<KernelTask, 'prefix' | 'prefixAllParams'>,
  param: Pick<TaskParam, 'name' | 'prefix'>,
): string {
  if (task.prefix === '' || !(task.prefixAllParams || param.prefix)) return param.name
  return task.prefix.toLowerCase() + param.name.charAt(0).toUpperCase() + param.name.slice(1)
}

/** Parameters of a Pipeline and, for the lifted ones, what they were called on their task. */
export interface PipelineParams {
  readonly specs: readonly ParamSpec[]
  readonly originals: Readonly<Record<string, string>>
}

/**
 * Unites the parameters of all tasks of a stage, constants left out. A task that has a default gives it to all that share the parameter
 * (decision 37); where two have different ones, the parameter is required.
 */
export function pipelineParams(tasks: readonly KernelTask[]): PipelineParams {
  const specs = new Map<string, { description: string; default: string | undefined }>()
  const originals: Record<string, string> = {}
  const disputed = new Set<string>()
  for (const task of tasks) {
    const constants = new Set(task.constParams.map(({ name }) => name))
    for (const param of task.params) {
      if (constants.has(param.name)) continue
      const name = pipelineParamName(task, param)
      if (name !== param.name) originals[name] = param.name
      const known = specs.get(name)
      if (known?.default !== undefined && param.default !== undefined && known.default !== param.default)
        disputed.add(name)
      specs.set(name, {
        description: known?.description ?? param.description,
        default: known?.default ?? param.default,
      })
    }
  }
  return {
    specs: [...specs].map(([name, spec]) => ({
      name,
      type: 'string',
      ...(spec.description === '' ? {} : { description: spec.description }),
      ...(spec.default === undefined || disputed.has(name) ? {} : { default: spec.default }),
    })),
    originals,
  }
}
