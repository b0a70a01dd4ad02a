import type { ParamSpec } from '../../tekton/values/params.ts'
import type { KernelTask } from '../kernel/kernel-answer.ts'

type TaskParam = KernelTask['params'][number]

/** Name of a task's parameter on the Pipeline (Value Stream): with the task's prefix if the task or parameter asks for it. */
export function pipelineParamName(
  task: Pick<KernelTask, 'prefix' | 'prefixAllParams'>,
  param: Pick<TaskParam, 'name' | 'prefix'>,
): string {
  if (task.prefix === '' || !(task.prefixAllParams || param.prefix)) return param.name
  return task.prefix.toLowerCase() + param.name.charAt(0).toUpperCase() + param.name.slice(1)
}

/** A Pipeline's parameters, with the original task names of lifted ones. */
export interface PipelineParams {
  readonly specs: readonly ParamSpec[]
  readonly originals: Readonly<Record<string, string>>
}

/**
 * Merges the parameters of all tasks of a stage, without constants. A default in one task applies to all tasks that share the parameter (decision
 * 37); if defaults differ, the parameter is required.
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
