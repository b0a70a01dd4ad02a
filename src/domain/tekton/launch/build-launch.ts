import { problem, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Container } from '../container.ts'
import { podMetadata, resolveFieldRefs, type PodMetadata } from '../values/field-refs.ts'
import { draftVolumes, type DraftVolume } from './launch-volumes.ts'
import { firstOf, lookupParams, lookupTexts } from '../values/lookups.ts'
import type { ParamValues } from '../values/param-values.ts'
import type { PipelineRun } from '../pipeline.ts'
import type { PlannedTaskRun } from '../plan/planned-task-run.ts'
import { podTemplateOf, volumesFor } from './pod-template.ts'
import { resultLimitOf } from '../values/result-limit.ts'
import { textsIn } from '../values/result-references.ts'
import { serviceAccountOf } from './service-account.ts'
import { taskRunUid } from '../run/task-run-rules.ts'
import { stepsOf } from './step-template.ts'
import { substituteValue, type Lookup } from '../values/substitute.ts'
import { guardValues, substituteStep } from './substitute-step.ts'
import type { PipelineTask } from '../task.ts'
import type { Isolation, TaskLaunch } from './task-launch.ts'
import { taskTimeoutIn } from '../run/timeouts.ts'
import { isInside, volumeNameOf, workspacesOf, type BoundWorkspace } from '../workspaces.ts'

/** A launch whose volumes and environment still refer to ConfigMaps and Secrets; the engine's `resolveObjects` reads them. */
export type DraftLaunch = Omit<TaskLaunch, 'volumes' | 'credentials'> & {
  readonly volumes: readonly DraftVolume[]
  readonly serviceAccount: string
}

/** Turns a planned TaskRun into an executor's input; fails if substitution puts a workspace outside its folder. */
export function buildTaskLaunch(
  run: PipelineRun,
  planned: PlannedTaskRun,
  isolation: Isolation,
): Result<DraftLaunch, Problem> {
  const { name, task, retry } = planned
  const texts = lookupTexts(textsOf(run, planned))
  const params = withContexts(planned.params, texts)
  const namespace = run.metadata.namespace ?? 'default'
  const workspaces = workspacesOf(run, task, planned.lookup)
  const escaped = workspaces.find(({ mount: { directory } }) => directory !== undefined && !isBelowNamespace(directory))
  if (escaped !== undefined) {
    return err(
      problem(
        'invalid-request',
        `Workspace "${escaped.mount.name}" of task "${task.name}" leaves its folder: ${escaped.mount.directory ?? ''}`,
        { fix: 'Use a subPath without ".."' },
      ),
    )
  }
  const lookup = guardValues(lookupInTask(run, planned))
  const pod = podMetadata(run, name, task.name)
  const timeoutMs = taskTimeoutIn(run, task)
  const change = <C extends Container>(container: C): C =>
    resolveFieldRefs(withPod(substituteStep(container, lookup), run, task, lookup), pod)
  return ok({
    namespace,
    name,
    pipelineRun: run.metadata.name,
    pipelineTask: task.name,
    retry,
    idempotencyKey: `${namespace}/${name}`,
    isolation,
    steps: stepsOf(task.taskSpec ?? { steps: [] }).map(change),
    sidecars: (task.taskSpec?.sidecars ?? []).map(change),
    results: (task.taskSpec?.results ?? []).map(
      ({ name: result, type = 'string', value, default: otherwise, properties }) => ({
        name: result,
        type,
        ...(value === undefined ? {} : { value }),
        ...(otherwise === undefined ? {} : { default: substituteValue(otherwise, lookupParams(params)) }),
        ...(properties === undefined ? {} : { keys: Object.keys(properties) }),
      }),
    ),
    resultLimit: resultLimitOf(run),
    workspaces: workspaces.map(({ mount }) => mount),
    volumes: volumesOf(run, task, workspaces, { namespace, lookup, pod }),
    serviceAccount: serviceAccountOf(run, task),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  })
}

/** Values for a Task's references when it starts, except for paths and what its steps write. */
export function lookupInTask(run: PipelineRun, planned: PlannedTaskRun): Lookup {
  const { task, params, lookup } = planned
  const texts = lookupTexts(textsOf(run, planned))
  const workspaces = workspacesOf(run, task, lookup)
  return firstOf(lookupParams(withContexts(params, texts)), texts, lookupWorkspaces(run, task, workspaces), lookup)
}

/** Parameters may refer to the TaskRun, as in `$(context.task.retry-count)`, which is only known now. */
function withContexts(params: ParamValues, texts: Lookup): ParamValues {
  return new Map([...params].map(([name, value]) => [name, substituteValue(value, texts)]))
}

function isBelowNamespace(directory: string): boolean {
  return isInside(directory) && directory.split('/').length >= 2
}

function volumesOf(
  run: PipelineRun,
  task: PipelineTask,
  workspaces: readonly BoundWorkspace[],
  around: { readonly namespace: string; readonly lookup: Lookup; readonly pod: PodMetadata },
): readonly DraftVolume[] {
  const behind = workspaces.flatMap(({ files }) =>
    files === undefined ? [] : [{ ...files, name: volumeNameOf(run, files.name) }],
  )
  // A sidecar only sees a workspace if it mounts the volume behind it.
  const texts = textsIn([task.taskSpec?.steps, task.taskSpec?.sidecars])
  const mounted = workspaces.flatMap(({ mount: { name, directory } }) =>
    directory !== undefined && texts.some((text) => text.includes(`workspaces.${name}.volume`))
      ? [{ kind: 'folder' as const, name: volumeNameOf(run, name), directory }]
      : [],
  )
  const unique = [...new Map(behind.map((volume) => [volume.name, volume])).values()]
  return [...draftVolumes(volumesFor(run, task), around), ...draftVolumes(unique, around), ...mounted]
}

/** The Pod template's environment overrides that of steps, as on a cluster; its security context only fills in fields that a container leaves out. */
function withPod<C extends Container>(container: C, run: PipelineRun, task: PipelineTask, lookup: Lookup): C {
  const { env: pod = [], securityContext: security } = podTemplateOf(run, task.name) ?? {}
  const { env } = substituteStep({ name: container.name, env: pod }, lookup)
  const names = new Set(env.map(({ name }) => name))
  return {
    ...container,
    ...(pod.length === 0 ? {} : { env: [...(container.env ?? []).filter(({ name }) => !names.has(name)), ...env] }),
    ...(security === undefined ? {} : { securityContext: { ...security, ...container.securityContext } }),
  }
}

function textsOf({ metadata }: PipelineRun, { name, task, retry }: PlannedTaskRun): ReadonlyMap<string, string> {
  return new Map([
    ['context.taskRun.name', name],
    ['context.taskRun.namespace', metadata.namespace ?? 'default'],
    ['context.taskRun.uid', taskRunUid({ metadata }, name)],
    // An embedded Task has no name, so it gets that of its TaskRun.
    ['context.task.name', task.taskRef?.name ?? name],
    ['context.task.retry-count', String(retry)],
  ])
}

/** What is known of workspaces before they have paths: whether each is bound, its claim, and the empty path of unbound ones. */
function lookupWorkspaces(run: PipelineRun, task: PipelineTask, bound: readonly BoundWorkspace[]): Lookup {
  const byName = new Map(bound.map((workspace) => [workspace.mount.name, workspace]))
  const declared = new Set([...(task.taskSpec?.workspaces ?? []).map(({ name }) => name), ...byName.keys()])
  const texts = lookupTexts(
    new Map(
      [...declared].flatMap((name): [string, string][] => {
        const workspace = byName.get(name)
        const known: [string, string][] = [
          [`workspaces.${name}.bound`, String(workspace !== undefined)],
          [`workspaces.${name}.claim`, workspace?.claim ?? ''],
          [
            `workspaces.${name}.volume`,
            workspace === undefined ? '' : (workspace.mount.volume ?? volumeNameOf(run, name)),
          ],
        ]
        return workspace === undefined ? [...known, [`workspaces.${name}.path`, '']] : known
      }),
    ),
  )
  // An undeclared workspace is just not bound; guards of steps may ask for it.
  return (reference) =>
    texts(reference) ??
    (reference.scope === 'workspaces' && reference.text.endsWith('.bound') && !declared.has(nameIn(reference.text))
      ? 'false'
      : undefined)
}

function nameIn(text: string): string {
  return text.slice('workspaces.'.length, -'.bound'.length)
}
