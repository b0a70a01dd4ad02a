import { imageCommand } from './image-command.ts'
import type { EnvVar, Step, TaskSpec } from '../task.ts'
import type { VolumeMount } from '../volume.ts'

export type NamedStep = Step & { readonly name: string }

/** Steps of a Task as they run: `stepTemplate` merged in, environment by name, the step's own fields winning; unnamed steps are `unnamed-<i>`, and one without a command runs that of its image, where it is known. */
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
  // A script brings its own interpreter: a command beside it is what Tekton forbids.
  if ((script ?? '') !== '' || ref !== undefined) return {}
  const words = command !== undefined && command.length > 0 ? command : imageCommand({ image })
  return words === undefined ? {} : { command: [...words] }
}

/** Mounts by path, as Kubernetes merges them. */
function mergeMounts(
  template: readonly VolumeMount[] = [],
  own: readonly VolumeMount[] = [],
): { volumeMounts?: VolumeMount[] } {
  const paths = new Set(own.map(({ mountPath }) => mountPath))
  const volumeMounts = [...template.filter(({ mountPath }) => !paths.has(mountPath)), ...own]
  return volumeMounts.length === 0 ? {} : { volumeMounts }
}

function mergeEnv(template: readonly EnvVar[] = [], own: readonly EnvVar[] = []): { env?: EnvVar[] } {
  const names = new Set(own.map(({ name }) => name))
  const env = [...template.filter(({ name }) => !names.has(name)), ...own]
  return env.length === 0 ? {} : { env }
}
