import { nameOf } from './lookups.ts'
import type { PipelineRun, WorkspaceBinding } from './pipeline.ts'
import { textsIn } from './result-references.ts'
import { referencesIn, substituteText, type Lookup } from './substitute.ts'
import type { PipelineTask } from './task.ts'
import type { WorkspaceMount } from './task-launch.ts'

/** A workspace of a task as the run binds it; `claim` is absent for an emptyDir. */
export interface BoundWorkspace {
  readonly mount: WorkspaceMount
  readonly claim?: string
}

/**
 * Folders of a task's workspaces, below the data directory's `workspaces/`: `<namespace>/<claim>/<subPath>` for a claim,
 * `<namespace>/<pipelineRun>/<workspace>` for an emptyDir. Unbound optional workspaces are left out.
 */
export function workspacesOf(run: PipelineRun, task: PipelineTask, lookup: Lookup): readonly BoundWorkspace[] {
  const bindings = new Map((run.spec.workspaces ?? []).map((binding) => [binding.name, binding]))
  return workspaceNames(task, bindings).flatMap((name) => {
    const use = task.workspaces?.find((workspace) => workspace.name === name)
    const binding = bindings.get(use?.workspace ?? name)
    if (binding === undefined) return []
    const { mountPath, readOnly = false } =
      task.taskSpec?.workspaces?.find((workspace) => workspace.name === name) ?? {}
    const subPaths = [binding.subPath, use?.subPath].map((path) => substituteText(path ?? '', lookup))
    const directory = join([run.metadata.namespace ?? 'default', ...rootOf(run, binding), ...subPaths])
    const claim = binding.persistentVolumeClaim?.claimName
    return [
      {
        mount: { name, directory, readOnly, ...(mountPath === undefined ? {} : { mountPath }) },
        ...(claim === undefined ? {} : { claim }),
      },
    ]
  })
}

/** Whether a path stays below the folder it starts in. */
export function isInside(path: string): boolean {
  return !path.startsWith('/') && !/[\0\\]/.test(path) && path.split('/').every((part) => part !== '..')
}

/** Declared ones, and those of the run that the steps refer to without a declaration, as Tekton propagates them into embedded Tasks. */
function workspaceNames(
  { taskSpec, workspaces }: PipelineTask,
  bindings: ReadonlyMap<string, WorkspaceBinding>,
): readonly string[] {
  const declared = [...(taskSpec?.workspaces ?? []), ...(workspaces ?? [])].map(({ name }) => name)
  const mentioned = textsIn([taskSpec?.steps, taskSpec?.stepTemplate])
    .flatMap((text) => referencesIn(text))
    .flatMap(({ scope, segments: [first] }) =>
      scope === 'workspaces' && first !== undefined ? (nameOf(first) ?? []) : [],
    )
  return [...new Set([...declared, ...mentioned.filter((name) => bindings.has(name))])]
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
