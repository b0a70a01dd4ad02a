import { quantityBytes } from '../quantity.ts'
import type { TaskLaunch, WorkspaceMount } from './launch/task-launch.ts'
import type { Sidecar, Step } from './task.ts'

/** The common fields of steps and sidecars. */
export type Container = Pick<
  Step,
  | 'name'
  | 'image'
  | 'script'
  | 'command'
  | 'args'
  | 'workingDir'
  | 'env'
  | 'envFrom'
  | 'volumeMounts'
  | 'workspaces'
  | 'securityContext'
  | 'computeResources'
> &
  Partial<Pick<Step, 'stdoutConfig' | 'stderrConfig'>>

/** A container's memory limit in bytes, if it has one. */
export function memoryLimitOf({ computeResources }: Container): number | undefined {
  const limit = computeResources?.limits?.memory
  return limit === undefined ? undefined : quantityBytes(limit)
}

/** The port number that a probe means; undefined if the sidecar has no port of that name (Kubernetes, `intOrString`). */
export function probedPort({ ports = [] }: Sidecar, port: number | string): number | undefined {
  const number = Number(port)
  return Number.isNaN(number) ? ports.find(({ name }) => name === port)?.containerPort : number
}

/**
 * The workspaces that a container sees, with their mount paths. If any container of the Task names a workspace, only the containers that name it see
 * it (Tekton, "Isolating Workspaces").
 */
export function workspacesSeenBy(
  launch: Pick<TaskLaunch, 'steps' | 'sidecars' | 'workspaces'>,
  container: Pick<Container, 'workspaces'>,
): readonly WorkspaceMount[] {
  const isolated = new Set(
    [...launch.steps, ...launch.sidecars].flatMap(({ workspaces = [] }) => workspaces.map(({ name }) => name)),
  )
  return launch.workspaces.flatMap((workspace) => {
    const own = container.workspaces?.find(({ name }) => name === workspace.name)
    if (own === undefined) return isolated.has(workspace.name) ? [] : [workspace]
    return [own.mountPath === undefined ? workspace : { ...workspace, mountPath: own.mountPath }]
  })
}

/** Mount path of a workspace in a sandbox or container. */
export function mountPathOf({ name, mountPath }: Pick<WorkspaceMount, 'name' | 'mountPath'>): string {
  return mountPath ?? `/workspace/${name}`
}
