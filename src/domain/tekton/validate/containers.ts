import type { Finding } from '#domain/problem.ts'
import type { PipelineRun } from '../pipeline.ts'
import { stepsOf } from '../launch/step-template.ts'
import type { Sidecar, Step } from '../task.ts'
import { errorAt } from './finding.ts'
import { placedTasks } from './placed-tasks.ts'

/** Finds containers that a cluster would refuse, even if this machine could run them. */
export function findContainerErrors(run: PipelineRun): readonly Finding[] {
  return placedTasks(run).flatMap(({ task: { taskSpec }, path }) => {
    if (taskSpec === undefined) return []
    const steps = stepsOf(taskSpec)
    return [
      ...steps.flatMap((step, index) => findInContainer(`${path}.taskSpec.steps[${index}]`, 'Step', step)),
      ...(taskSpec.sidecars ?? []).flatMap((sidecar, index) =>
        findInContainer(`${path}.taskSpec.sidecars[${index}]`, 'Sidecar', sidecar),
      ),
    ]
  })
}

/** Paths that Tekton reserves, except for the home of the steps. */
const kept = /^\/tekton\/(?!home)/

function findInContainer(
  path: string,
  kind: 'Step' | 'Sidecar',
  container: (Step | Sidecar) & { readonly name: string },
): readonly Finding[] {
  const { name, image = '', script, command, volumeMounts = [] } = container
  return [
    ...('ref' in container || image !== ''
      ? []
      : [
          errorAt(
            path,
            'tekton-no-image',
            `${kind} "${name}" names no image`,
            { name },
            'Name one, such as docker.io/library/alpine; bwrap and process ignore it, but a cluster refuses the Task without',
          ),
        ]),
    ...((script ?? '') !== '' && (command ?? []).length > 0
      ? [errorAt(path, 'tekton-script-and-command', `${kind} "${name}" has both a script and a command`, { name })]
      : []),
    ...(kind === 'Sidecar' ? [] : volumeMounts).flatMap(({ name: volume, mountPath }, index) => [
      ...(kept.test(mountPath)
        ? [
            errorAt(
              `${path}.volumeMounts[${index}].mountPath`,
              'tekton-mount',
              `Nothing can be mounted below /tekton but /tekton/home: ${mountPath}`,
              { path: mountPath },
            ),
          ]
        : []),
      ...(volume.startsWith('tekton-internal-')
        ? [
            errorAt(
              `${path}.volumeMounts[${index}].name`,
              'tekton-mount',
              `Names that begin with "tekton-internal-" are Tekton's own: ${volume}`,
              { path: volume },
            ),
          ]
        : []),
    ]),
  ]
}
