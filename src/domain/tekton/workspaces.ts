import { nameOf } from './values/lookups.ts'
import type { PipelineRun, WorkspaceBinding } from './pipeline.ts'
import { textsIn } from './values/result-references.ts'
import { referencesIn, substituteText, type Lookup } from './values/substitute.ts'
import { substituteTexts } from './values/rewrite.ts'
import type { PipelineTask } from './task.ts'
import type { WorkspaceMount } from './launch/task-launch.ts'

/** A workspace of a task as bound by the run; `claim` is absent for an emptyDir, `files` names the objects that become its files. */
export interface BoundWorkspace {
  readonly mount: WorkspaceMount
  readonly claim?: string
  readonly files?: WorkspaceBinding
}

/**
 * Folders of a task's workspaces, below the data directory's `workspaces/`: `<namespace>/<claim>/<subPath>` for a claim,
 * `<namespace>/<pipelineRun>/<workspace>` for an emptyDir and for the run's own claim. Secrets and ConfigMaps become volumes of the launch. Unbound
 * optional workspaces are left out.
 */
export function workspacesOf(run: PipelineRun, task: PipelineTask, lookup: Lookup): readonly BoundWorkspace[] {
  const bindings = new Map((run.spec.workspaces ?? []).map((binding) => [binding.name, binding]))
  return workspaceNames(task, bindings).flatMap((name): readonly BoundWorkspace[] => {
    const use = task.workspaces?.find((workspace) => workspace.name === name)
    const written = bindings.get(use?.workspace ?? name)
    if (written === undefined) return []
    const binding = substituteTexts(written, lookup)
    const { mountPath, readOnly = false } =
      task.taskSpec?.workspaces?.find((workspace) => workspace.name === name) ?? {}
    const mount = {
      name,
      readOnly,
      ...(mountPath === undefined ? {} : { mountPath: substituteText(mountPath, lookup) }),
    }
    if (isMadeOfObjects(binding))
      return [{ mount: { ...mount, readOnly: true, volume: volumeNameOf(run, binding.name) }, files: binding }]
    const subPaths = [binding.subPath, use?.subPath].map((path) => substituteText(path ?? '', lookup))
    const directory = join([run.metadata.namespace ?? 'default', ...rootOf(run, binding), ...subPaths])
    const claim = binding.persistentVolumeClaim?.claimName
    return [{ mount: { ...mount, directory }, ...(claim === undefined ? {} : { claim }) }]
  })
}

/** Whether the contents of a binding come from Secrets and ConfigMaps. */
export function isMadeOfObjects({ secret, configMap, projected }: WorkspaceBinding): boolean {
  return secret !== undefined || configMap !== undefined || projected !== undefined
}

/** Name of the volume behind a workspace, for `$(workspaces.x.volume)`; as on a cluster, it follows from the run. */
export function volumeNameOf({ metadata }: Pick<PipelineRun, 'metadata'>, workspace: string): string {
  let hash = 5381
  for (const character of `${metadata.name}/${workspace}`) hash = (hash * 33 + (character.codePointAt(0) ?? 0)) >>> 0
  return `ws-${hash.toString(36).padStart(5, '0').slice(-5)}`
}

/** Whether a relative path stays inside its folder. */
export function isInside(path: string): boolean {
  return !path.startsWith('/') && !/[\0\\]/.test(path) && path.split('/').every((part) => part !== '..')
}

/** Declared workspaces, and those of the run that steps refer to without declaring them, as Tekton propagates them into embedded Tasks. */
function workspaceNames(
  { taskRef, taskSpec, workspaces }: PipelineTask,
  bindings: ReadonlyMap<string, WorkspaceBinding>,
): readonly string[] {
  const declared = [...(taskSpec?.workspaces ?? []), ...(workspaces ?? [])].map(({ name }) => name)
  if (taskRef !== undefined) return [...new Set(declared)]
  const mentioned = textsIn([taskSpec?.steps, taskSpec?.stepTemplate, taskSpec?.sidecars])
    .flatMap((text) => referencesIn(text))
    .flatMap(({ scope, segments: [first] }) =>
      scope === 'workspaces' && first !== undefined ? (nameOf(first) ?? []) : [],
    )
  return [...new Set([...declared, ...mentioned.filter((name) => bindings.has(name))])]
}

/** Path of a workspace's folder, relative to the folder of its namespace. */
export function folderOf(run: PipelineRun, binding: WorkspaceBinding): string {
  return rootOf(run, binding).join('/')
}

function rootOf(run: PipelineRun, binding: WorkspaceBinding): readonly string[] {
  const { persistentVolumeClaim: claim } = binding
  return claim === undefined ? [run.metadata.name, binding.name] : [claim.claimName]
}

function join(parts: readonly string[]): string {
  return parts
    .flatMap((part) => part.split('/'))
    .filter((part) => part !== '' && part !== '.')
    .join('/')
}
