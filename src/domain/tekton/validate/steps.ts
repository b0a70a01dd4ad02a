import { idPattern } from '#domain/ids.ts'
import type { Finding } from '#domain/problem.ts'
import { parseDuration } from '../duration.ts'
import { isParentTask } from '../run/child-run.ts'
import { isCustomTask } from '../custom-task.ts'
import type { PipelineRun } from '../pipeline.ts'
import { volumesFor } from '../launch/pod-template.ts'
import { textsIn } from '../values/result-references.ts'
import { stepsOf } from '../launch/step-template.ts'
import type { PipelineTask, Sidecar, Step, TaskSpec } from '../task.ts'
import { errorAt } from './finding.ts'
import { placedTasks } from './placed-tasks.ts'

/** Checks the steps of all embedded Tasks: what they run, their names and time-outs. */
export function findStepErrors(run: PipelineRun): readonly Finding[] {
  return placedTasks(run).flatMap(({ task, path }) => findErrors(run, path, task))
}

/** Tekton would take the first artifact; here its name is required. */
const artifactReference = /\$\(((?:steps|tasks)\.[\w-]+\.(?:inputs|outputs))\)/

function findArtifacts(path: string, value: unknown): readonly Finding[] {
  const found = textsIn(value).flatMap((text) => artifactReference.exec(text)?.[1] ?? [])
  return found.map((text) =>
    errorAt(path, 'tekton-unsupported', `${path}: $(${text}): name the artifact, as in $(${text}.image)`),
  )
}

function findErrors(run: PipelineRun, path: string, task: PipelineTask): readonly Finding[] {
  if (task.taskSpec === undefined) {
    return isCustomTask(task) || isParentTask(task)
      ? []
      : [
          errorAt(path, 'tekton-no-task', `Task "${task.name}" has no embedded taskSpec`, {
            name: task.name,
          }),
        ]
  }
  const names = new Set<string>()
  const volumes = new Set(volumesFor(run, task).map(({ name }) => name))
  const named = [...stepsOf(task.taskSpec), ...(task.taskSpec.sidecars ?? [])]
  const unknown = named.flatMap(({ name, volumeMounts = [] }) =>
    volumeMounts.flatMap((mount) =>
      volumes.has(mount.name) || mount.name.includes('$(')
        ? []
        : [
            errorAt(
              `${path}.taskSpec.volumes`,
              'tekton-unknown-volume',
              `"${name}" mounts the volume "${mount.name}", which the Task does not declare`,
              { name: mount.name },
            ),
          ],
    ),
  )
  const wrong = stepsOf(task.taskSpec).flatMap(({ name, timeout, onError, ref }, index) => {
    const at = `${path}.taskSpec.steps[${index}]`
    const repeated = names.has(name)
    names.add(name)
    return [
      ...findArtifacts(at, task.taskSpec?.steps[index]),
      ...(repeated
        ? [errorAt(`${at}.name`, 'tekton-duplicate-step', `There are several steps named "${name}"`, { name })]
        : []),
      ...(idPattern.test(name)
        ? []
        : [errorAt(`${at}.name`, 'tekton-name', `"${name}" is not a valid step name`, { name })]),
      ...(ref === undefined
        ? []
        : [errorAt(`${at}.ref`, 'tekton-unsupported', `${at}.ref: StepActions must be put in place before a run`)]),
      ...(onError === undefined || ['continue', 'stopAndFail'].includes(onError) || onError.includes('$(')
        ? []
        : [
            errorAt(`${at}.onError`, 'tekton-on-error', `"${onError}" is neither continue nor stopAndFail`, {
              text: onError,
            }),
          ]),
      ...(timeout !== undefined && !timeout.includes('$(') && parseDuration(timeout) === undefined
        ? [errorAt(`${at}.timeout`, 'tekton-duration', `"${timeout}" is not a duration`, { text: timeout })]
        : []),
    ]
  })
  return [...wrong, ...unknown, ...findUnknownWorkspaces(path, named, task.taskSpec)]
}

function findUnknownWorkspaces(
  path: string,
  containers: readonly (Step | Sidecar)[],
  { workspaces: declared = [] }: TaskSpec,
): readonly Finding[] {
  return containers.flatMap(({ name = '', workspaces = [] }) =>
    workspaces
      .filter((used) => declared.every((one) => one.name !== used.name))
      .map((used) =>
        errorAt(
          `${path}.taskSpec.workspaces`,
          'tekton-unknown-workspace',
          `"${name}" takes the workspace "${used.name}", which the Task does not declare`,
          { name: used.name },
        ),
      ),
  )
}
