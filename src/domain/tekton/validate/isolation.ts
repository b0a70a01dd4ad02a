import type { Finding } from '#domain/problem.ts'
import type { PipelineRun } from '../pipeline.ts'
import { mountPathOf } from '../container.ts'
import { textsIn } from '../values/result-references.ts'
import { stepsOf } from '../launch/step-template.ts'
import type { Isolation } from '../launch/task-launch.ts'
import { findInChildren } from './children.ts'
import { errorAt } from './finding.ts'

/** Finds what an isolation cannot do: a plain process has no mounts, and only containers know the command of an image. */
export function findIsolationErrors(run: PipelineRun, isolation: Isolation): readonly Finding[] {
  if (isolation === 'podman' || isolation === 'docker') return []
  const { tasks, finally: finals = [] } = run.spec.pipelineSpec
  const places = [
    ...tasks.map((task, index) => ({ task, path: `spec.pipelineSpec.tasks[${index}].taskSpec` })),
    ...finals.map((task, index) => ({ task, path: `spec.pipelineSpec.finally[${index}].taskSpec` })),
  ]
  const inChildren = findInChildren(run, (child) => findIsolationErrors(child, isolation))
  const own = places.flatMap(({ task: { taskSpec }, path }) => {
    const containers = [
      ...stepsOf(taskSpec ?? { steps: [] }).map((step, index) => ({ ...step, at: `${path}.steps[${index}]` })),
      ...(taskSpec?.sidecars ?? []).map((sidecar, index) => ({ ...sidecar, at: `${path}.sidecars[${index}]` })),
    ]
    const mounted = (taskSpec?.workspaces ?? []).map((workspace) => mountPathOf(workspace))
    return containers.flatMap(({ name, at, script, command, args, volumeMounts, workspaces = [] }) => [
      ...(script === undefined && (command ?? []).length === 0
        ? [
            errorAt(
              at,
              'tekton-no-command',
              `"${name}" has neither script nor command, and what its image would run is not known to the executor ${isolation}`,
              { name },
              'Give it a script or a command, or run it with podman or docker',
            ),
          ]
        : []),
      ...(isolation === 'process' && (volumeMounts ?? []).length > 0
        ? [
            errorAt(
              `${at}.volumeMounts`,
              'tekton-unsupported',
              `${at}.volumeMounts: a plain process cannot mount anything`,
              { field: `${at}.volumeMounts` },
              'Use the executor bwrap, podman or docker',
            ),
          ]
        : []),
      ...(isolation === 'process'
        ? pathsIn([script, command, args], [...mounted, ...workspaces.map((workspace) => mountPathOf(workspace))]).map(
            (path) =>
              errorAt(
                at,
                'tekton-unsupported',
                `${at}: "${name}" reads ${path}, and a plain process cannot mount anything`,
                { field: at },
                'Write $(workspaces.NAME.path), or use the executor bwrap, podman or docker',
              ),
          )
        : []),
    ])
  })
  return [...own, ...inChildren]
}

/** Folders that appear in the texts as fixed paths, instead of by a variable with the actual path. */
function pathsIn(texts: unknown, folders: readonly string[]): readonly string[] {
  const words = textsIn(texts).flatMap((text) => text.split(/[^\w./-]+/))
  return [...new Set(folders)].filter((folder) =>
    words.some((word) => word === folder || word.startsWith(`${folder}/`)),
  )
}
