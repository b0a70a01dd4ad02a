import { existsSync, realpathSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { artifactsFile } from '#domain/tekton/launch/artifacts.ts'
import { mountPathOf, workspacesSeenBy, type Container } from '#domain/tekton/container.ts'
import type { TaskPaths } from '#domain/tekton/values/lookups.ts'
import type { TaskLaunch } from '#domain/tekton/launch/task-launch.ts'
import { folderInside } from '../folder-inside.ts'
import type { Mount, StepCommand, TaskFolders } from './executor.ts'

/** Where the files of a service account appear in a sandbox or container. */
export const insideCredentials = '/tekton/creds'

/** Mounts of workspaces and volumes for a step or sidecar; outer paths first, so that inner ones are mounted into them. */
export function mountsOf(launch: TaskLaunch, folders: TaskFolders, container: Container): readonly Mount[] {
  const workspaces = workspacesSeenBy(launch, container).flatMap((workspace): readonly Mount[] => {
    const source = folders.workspaces.get(workspace.name)
    return source === undefined
      ? []
      : [{ source, target: resolve('/', mountPathOf(workspace)), readOnly: workspace.readOnly }]
  })
  const volumes = (container.volumeMounts ?? []).map(({ name, mountPath, subPath, readOnly }): Mount => {
    const source = folders.volumes.get(name)
    const kind = launch.volumes.find((volume) => volume.name === name)?.kind
    if (source === undefined) throw new Error(`There is no volume "${name}"`)
    const isFiles = kind === 'files'
    return {
      source: subPath === undefined || subPath === '' ? source : below(source, subPath, isFiles),
      target: resolve('/', mountPath),
      readOnly: readOnly === true || isFiles,
    }
  })
  return [...workspaces, ...volumes].toSorted((a, b) => depth(a) - depth(b))
}

/** Writable mounts of a step in a sandbox or container: its task's folders, and its own results if it has any. */
export function taskMounts(folders: TaskFolders, { name = '' }: Container): readonly Mount[] {
  const results = join(folders.stepResults, name)
  return [
    { source: folders.workspace, target: '/workspace', readOnly: false },
    { source: folders.results, target: '/tekton/results', readOnly: false },
    { source: folders.home, target: '/tekton/home', readOnly: false },
    ...(folders.credentials === undefined
      ? []
      : [{ source: folders.credentials, target: insideCredentials, readOnly: false }]),
    ...(existsSync(results) ? [{ source: results, target: '/tekton/step-results', readOnly: false }] : []),
  ]
}

/**
 * All host folders that a step in a sandbox or container sees. Each folder is its own mount: a step that could rename `/tekton/results` could make
 * the supervisor read through a link of its choice.
 */
export function stepMounts({ mounts, container }: StepCommand, folders: TaskFolders): readonly Mount[] {
  return [
    ...taskMounts(folders, container),
    { source: folders.scripts, target: '/tekton/scripts', readOnly: true },
    { source: folders.steps, target: '/tekton/steps', readOnly: true },
    ...mounts,
  ]
}

/** Paths inside a sandbox or container, the same as in a cluster. */
export function insidePaths(launch: TaskLaunch, container: Container): TaskPaths {
  const seen = new Map(workspacesSeenBy(launch, container).map((workspace) => [workspace.name, workspace]))
  return {
    workspaces: new Map(
      launch.workspaces.map((workspace) => [workspace.name, mountPathOf(seen.get(workspace.name) ?? workspace)]),
    ),
    results: new Map(launch.results.map(({ name }) => [name, `/tekton/results/${name}`])),
    exitCodes: new Map(launch.steps.map(({ name }) => [name, `/tekton/steps/step-${name}/exitCode`])),
    stepResults: new Map(resultNamesOf(launch, container).map((name) => [name, `/tekton/step-results/${name}`])),
    artifacts: `/tekton/results/${artifactsFile()}`,
    stepArtifacts: `/tekton/results/${artifactsFile(container.name)}`,
    credentials: insideCredentials,
  }
}

/** Names of the results that a step declares for later ones. */
export function resultNamesOf(launch: TaskLaunch, { name }: Container): readonly string[] {
  return launch.steps.find((step) => step.name === name)?.results?.map((result) => result.name) ?? []
}

function depth({ target }: Mount): number {
  return target.split('/').length
}

/** Resolves a `subPath` of a volume. A step may have replaced it with a link, which must not lead out of the volume. */
function below(source: string, subPath: string, mustExist: boolean): string {
  const path = join(source, subPath)
  if (!path.startsWith(source + sep)) throw new Error(`The subPath "${subPath}" leads out of its volume`)
  if (mustExist && !existsSync(path)) throw new Error(`The volume has no file "${subPath}"`)
  const inside = folderInside(source, path)
  if (inside === undefined || inside.path === realpathSync(source))
    throw new Error(`The subPath "${subPath}" leads out of its volume`)
  return inside.path
}
