import { imageCommand } from './image-command.ts'
import type { EnvVar, Step, TaskSpec } from '../task.ts'
import type { VolumeMount } from '../volume.ts'

export type NamedStep = Step & { readonly name: string }

/**
 * Steps of a Task as they run: `stepTemplate` is merged in (environment by name), and the step's own fields win. Unnamed steps become `unnamed-<i>`;
 * a step without a command gets that of its image, if known.
 */
export function stepsOf(spec: Pick<TaskSpec, 'steps' | 'stepTemplate'>): readonly NamedStep[] {
  const { name: _, command, ...template } = spec.stepTemplate ?? {}
  return spec.steps.map((step, index) => ({
    ...template,
    ...commandOf({ command, ...step }),
    ...step,
    ...mergeEnv(template.env, step.env),
    ...mergeMounts(template.volumeMounts, step.volumeMounts),
    name: step.name === undefined || step.name === '' ? `unnamed-${index}` : step.name,
  }))
}

function commandOf({ script, command, image, ref }: Step): Pick<Step, 'command'> {
  // A script has its own interpreter, and Tekton forbids a command next to it.
  if ((script ?? '') !== '' || ref !== undefined) return {}
  const words = command !== undefined && command.length > 0 ? command : imageCommand({ image })
  return words === undefined ? {} : { command: [...words] }
}

/** Merges mounts by path. */
function mergeMounts(
  template?: readonly VolumeMount[],
  own?: readonly VolumeMount[],
): { volumeMounts?: VolumeMount[] } {
  const volumeMounts = merge(template, own, ({ mountPath }) => mountPath)
  return volumeMounts.length === 0 ? {} : { volumeMounts }
}

function mergeEnv(template?: readonly EnvVar[], own?: readonly EnvVar[]): { env?: EnvVar[] } {
  const env = merge(template, own, ({ name }) => name)
  return env.length === 0 ? {} : { env }
}

/**
 * Merges two lists by key like Kubernetes: the step's entries win, and shared ones stay at the template's position, so that later entries may refer
 * to them. Entries only in the step come as early as their order allows.
 */
function merge<T>(template: readonly T[] = [], own: readonly T[] = [], keyOf: (entry: T) => string): T[] {
  const keys = template.map(keyOf)
  const overridden = new Set(own.map(keyOf))
  const left = template.filter((entry) => !overridden.has(keyOf(entry)))
  return [
    ...own.flatMap((entry) => {
      const place = keys.indexOf(keyOf(entry))
      const before = left.findIndex((one) => keys.indexOf(keyOf(one)) > place)
      return [...left.splice(0, before === -1 ? left.length : before), entry]
    }),
    ...left,
  ]
}
