import { quantityBytes } from '../quantity.ts'
import type { TaskLaunch, WorkspaceMount } from './launch/task-launch.ts'
import type { Sidecar, Step } from './task.ts'

/** What a step and a sidecar have in common. */
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

/** Bytes of memory that a container may use, if it says so. */
export function memoryLimitOf({ computeResources }: Container): number | undefined {
  const limit = computeResources?.limits?.memory
  return limit === undefined ? undefined : quantityBytes(limit)
}

/** The number of a port that a probe names; undefined when the sidecar has none of that name (Kubernetes, `intOrString`). */
export function probedPort({ ports = [] }: Sidecar, port: number | string): number | undefined {
  const number = Number(port)
  return Number.isNaN(number) ? ports.find(({ name }) => name === port)?.containerPort : number
}

/**
 * Workspaces that a container sees, where it sees them. One that any container of the Task names for itself is isolated: it is there for
 * those that name it, and for nobody else (Tekton, "Isolating Workspaces").
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

/** Where a workspace appears in a sandbox or container. */
export function mountPathOf({ name, mountPath }: Pick<WorkspaceMount, 'name' | 'mountPath'>): string {
  return mountPath ?? `/workspace/${name}`
}
