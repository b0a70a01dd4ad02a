import { problem, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { podMetadata, resolveFieldRefs } from './field-refs.ts'
import { firstOf, lookupParams, lookupTexts } from './lookups.ts'
import type { PipelineRun } from './pipeline.ts'
import type { PlannedTaskRun } from './plan/planned-task-run.ts'
import { stepsOf } from './step-template.ts'
import type { Lookup } from './substitute.ts'
import { guardValues, substituteStep } from './substitute-step.ts'
import type { PipelineTask } from './task.ts'
import type { Isolation, TaskLaunch } from './task-launch.ts'
import { taskTimeoutOf } from './timeouts.ts'
import { isInside, workspacesOf, type BoundWorkspace } from './workspaces.ts'

/** Turns a planned TaskRun into what an executor starts; fails when a workspace would lie outside its folder after substitution. */
export function buildTaskLaunch(
  run: PipelineRun,
  planned: PlannedTaskRun,
  isolation: Isolation,
): Result<TaskLaunch, Problem> {
  const { name, task, retry, params } = planned
  const namespace = run.metadata.namespace ?? 'default'
  const workspaces = workspacesOf(run, task, planned.lookup)
  const escaped = workspaces.find(({ mount }) => !isInside(mount.directory) || mount.directory.split('/').length < 2)
  if (escaped !== undefined) {
    return err(
      problem(
        'invalid-request',
        `Workspace "${escaped.mount.name}" of task "${task.name}" leaves its folder: ${escaped.mount.directory}`,
        {
          fix: 'Use a subPath without ".."',
        },
      ),
    )
  }
  const lookup = guardValues(
    firstOf(
      lookupParams(params),
      lookupTexts(textsOf(run, planned)),
      lookupWorkspaces(task, workspaces),
      planned.lookup,
    ),
  )
  const timeoutMs = taskTimeoutOf(task)
  const pod = podMetadata(run, name, task.name)
  return ok({
    namespace,
    name,
    pipelineRun: run.metadata.name,
    pipelineTask: task.name,
    retry,
    idempotencyKey: `${namespace}/${name}`,
    isolation,
    steps: stepsOf(task.taskSpec ?? { steps: [] }).map((step) => resolveFieldRefs(substituteStep(step, lookup), pod)),
    results: (task.taskSpec?.results ?? []).map(({ name: result, type = 'string' }) => ({ name: result, type })),
    workspaces: workspaces.map(({ mount }) => mount),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  })
}

function textsOf({ metadata }: PipelineRun, { name, task, retry }: PlannedTaskRun): ReadonlyMap<string, string> {
  return new Map([
    ['context.taskRun.name', name],
    ['context.taskRun.namespace', metadata.namespace ?? 'default'],
    ['context.taskRun.uid', name],
    ['context.task.name', task.name],
    ['context.task.retry-count', String(retry)],
  ])
}

/** What is known about workspaces before there are paths: whether they are bound, to which claim, and that an unbound one has no path. */
function lookupWorkspaces(task: PipelineTask, bound: readonly BoundWorkspace[]): Lookup {
  const byName = new Map(bound.map((workspace) => [workspace.mount.name, workspace]))
  const declared = new Set([...(task.taskSpec?.workspaces ?? []).map(({ name }) => name), ...byName.keys()])
  return lookupTexts(
    new Map(
      [...declared].flatMap((name): [string, string][] => {
        const workspace = byName.get(name)
        const known: [string, string][] = [
          [`workspaces.${name}.bound`, String(workspace !== undefined)],
          [`workspaces.${name}.claim`, workspace?.claim ?? ''],
        ]
        return workspace === undefined ? [...known, [`workspaces.${name}.path`, '']] : known
      }),
    ),
  )
}
