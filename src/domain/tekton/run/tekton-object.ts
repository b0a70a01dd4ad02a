import type { RefSource } from '../bundle/referred.ts'
import { isCustomTask } from '../custom-task.ts'
import type { PipelineRun } from '../pipeline.ts'
import type { ResultValue } from '../values/params.ts'
import type { Condition, PipelineRunStatus, StepStatus, TaskRunStatus } from './status.ts'
import { displayNamesAsRun, guardsAsRun, pipelineSpecAsRun, taskSpecAsRun } from '../launch/specs-as-run.ts'
import type { PipelineTask, TaskSpec, WhenExpression } from '../task.ts'
import { isSoleTaskRun, soleTaskRun, taskRunUid } from './task-run-rules.ts'
import { isRecord } from '../../record.ts'

/** Sources of a run's Pipeline ('') and Tasks, by pipeline task; tasks of a child run as `c/t`, StepActions as `t#step`. */
type Sources = ReadonlyMap<string, RefSource>

/** Plain data in the shape of a Kubernetes object. */
export type TektonObject = Readonly<Record<string, unknown>>

/** A run started by a pipeline task of another run, with its status. */
export interface ChildRun {
  readonly run: PipelineRun
  /** Name of the run that started it. */
  readonly parent: string
  readonly pipelineTask: string
  readonly status: PipelineRunStatus
}

/** What surrounds a run: the runs that it started, and the sources of what it refers to. */
interface Around {
  readonly children: readonly ChildRun[]
  readonly sources: Sources
  /** The tasks above the run, as in the keys of sources. */
  readonly path: string
}

/**
 * A run as Tekton would return it: the object as written, with name and status. A PipelineRun has its TaskRuns in `status.taskRuns`, by name, and
 * those of nested Pipelines in `status.pipelineRuns`. Tekton used that form before it only kept references, which nobody could look up here.
 */
export function tektonObject(
  written: TektonObject,
  run: PipelineRun,
  status: PipelineRunStatus,
  around: Pick<Around, 'children' | 'sources'> = { children: [], sources: new Map() },
): TektonObject {
  const { generateName: _, ...metadata } = isRecord(written['metadata']) ? written['metadata'] : {}
  const { annotations = {}, labels, name, namespace, uid, creationTimestamp } = run.metadata
  const { [soleTaskRun]: sole, ...others } = annotations
  const object = {
    ...written,
    metadata: {
      ...metadata,
      name,
      namespace,
      uid,
      creationTimestamp,
      ...(labels === undefined ? {} : { labels }),
      ...(Object.keys(others).length === 0 ? {} : { annotations: others }),
    },
  }
  if (sole === undefined) return { ...object, status: pipelineRunStatus(run, status, { ...around, path: '' }) }
  const tries = status.taskRuns
  const last = tries.at(-1)
  const [task] = run.spec.pipelineSpec.tasks
  const ofStep = (step: string): RefSource | undefined => around.sources.get(`${task?.name ?? ''}#${step}`)
  // A TaskRun that never started only has the status of the run around it.
  const own =
    last === undefined
      ? statusFields({ ...status, condition: conditionOf(run, status) })
      : taskRunStatus(last, tries.slice(0, -1), taskSpecOf(run, tries, last), ofStep)
  return { ...object, status: { ...own, ...provenance(around.sources.get(task?.name ?? '')) } }
}

/** The condition of a run as its original object states it, which may be a TaskRun. */
export function conditionOf(run: PipelineRun, { condition, taskRuns }: PipelineRunStatus): Condition {
  if (!isSoleTaskRun(run)) return condition
  const last = taskRuns.at(-1)
  if (last !== undefined || condition.reason !== 'Cancelled') return last?.condition ?? condition
  // A TaskRun that was cancelled before its start reports that for itself, not for the run around it.
  const message = `TaskRun "${run.metadata.name}" was cancelled`
  return { status: 'False', reason: 'TaskRunCancelled', message }
}

/** One TaskRun of a PipelineRun as Tekton would return it, with spec and status; `tries` are its tries, last one last, out of `all` of the run. */
export function taskRunObject(
  run: PipelineRun,
  tries: readonly TaskRunStatus[],
  all: readonly TaskRunStatus[],
): TektonObject | undefined {
  const last = tries.at(-1)
  if (last === undefined) return undefined
  const { tasks, finally: finals = [] } = run.spec.pipelineSpec
  const written = [...tasks, ...finals].find(({ name }) => name === last.pipelineTask)
  return {
    apiVersion: 'tekton.dev/v1',
    kind: 'TaskRun',
    metadata: {
      name: last.name,
      namespace: run.metadata.namespace,
      uid: taskRunUid(run, last.name),
      labels: { 'tekton.dev/pipelineRun': run.metadata.name, 'tekton.dev/pipelineTask': last.pipelineTask },
    },
    spec: {
      ...(written?.params === undefined ? {} : { params: written.params }),
      ...(written?.taskSpec === undefined ? {} : { taskSpec: written.taskSpec }),
      ...(written?.workspaces === undefined ? {} : { workspaces: written.workspaces }),
    },
    status: taskRunStatus(last, tries.slice(0, -1), taskSpecOf(run, all, last)),
  }
}

function pipelineRunStatus(run: PipelineRun, status: PipelineRunStatus, around: Around): TektonObject {
  const guards = guardsAsRun(run, status.taskRuns)
  const own = around.children.filter(({ parent }) => parent === run.metadata.name)
  const tasks = tasksOf(run)
  const taskRuns = lastTries(tasks, status.taskRuns)
  const pipelineRuns = own.map(({ run: child, pipelineTask, status: childStatus }) => {
    const path = pathWithin(around, pipelineTask)
    return [
      child.metadata.name,
      { pipelineTaskName: pipelineTask, status: pipelineRunStatus(child, childStatus, { ...around, path }) },
    ] as const
  })
  const skippedTasks = status.skippedTasks.map(({ name, reason }) => ({
    name,
    reason,
    ...guardFields(guards.get(name)),
  }))
  return {
    ...statusFields(status),
    ...finallyStartTime(status, run.spec.pipelineSpec.finally ?? []),
    childReferences: childReferences(tasks, taskRuns, own, guards, displayNamesAsRun(run, status.taskRuns)),
    ...(own.length === 0 ? {} : { pipelineRuns: Object.fromEntries(pipelineRuns) }),
    taskRuns: Object.fromEntries(
      taskRuns.map((taskRun) => [taskRun.name, taskRunWithin(run, tasks, status.taskRuns, taskRun, around)]),
    ),
    ...(skippedTasks.length === 0 ? {} : { skippedTasks }),
    ...resultFields(status.results, false),
    pipelineSpec: pipelineSpecAsRun(run),
    ...provenance(around.sources.get(around.path)),
  }
}

/** The key of a task's source, also below another run. */
function pathWithin({ path }: Around, task: string): string {
  return path === '' ? task : `${path}/${task}`
}

type Tasks = ReadonlyMap<string, PipelineTask>

/** The tasks of a run as written, by name and in their order. */
function tasksOf({ spec: { pipelineSpec } }: PipelineRun): Tasks {
  return new Map([...pipelineSpec.tasks, ...(pipelineSpec.finally ?? [])].map((task) => [task.name, task]))
}

/** The last try of each TaskRun; a task that runs a Pipeline has a PipelineRun instead. */
function lastTries(tasks: Tasks, taskRuns: readonly TaskRunStatus[]): readonly TaskRunStatus[] {
  const own = taskRuns.filter(({ pipelineTask }) => tasks.get(pipelineTask)?.pipelineSpec === undefined)
  return [...new Map(own.map((taskRun) => [taskRun.name, taskRun])).values()]
}

function isCustomRun(tasks: Tasks, { pipelineTask }: TaskRunStatus): boolean {
  const task = tasks.get(pipelineTask)
  return task !== undefined && isCustomTask(task)
}

/** References to what the run started, in the order of its tasks. */
function childReferences(
  tasks: Tasks,
  taskRuns: readonly TaskRunStatus[],
  children: readonly ChildRun[],
  guards: ReturnType<typeof guardsAsRun>,
  displayNames: ReturnType<typeof displayNamesAsRun>,
): readonly TektonObject[] {
  const places = new Map([...tasks.keys()].map((name, place) => [name, place]))
  const references = [
    ...taskRuns.map((taskRun) => ({
      kind: isCustomRun(tasks, taskRun) ? 'CustomRun' : 'TaskRun',
      name: taskRun.name,
      pipelineTask: taskRun.pipelineTask,
    })),
    ...children.map(({ run, pipelineTask }) => ({ kind: 'PipelineRun', name: run.metadata.name, pipelineTask })),
  ]
  return references
    .toSorted((a, b) => (places.get(a.pipelineTask) ?? 0) - (places.get(b.pipelineTask) ?? 0))
    .map(({ kind, name, pipelineTask }) => ({
      apiVersion: kind === 'CustomRun' ? 'tekton.dev/v1beta1' : 'tekton.dev/v1',
      kind,
      name,
      ...(displayNames.has(name) ? { displayName: displayNames.get(name) } : {}),
      pipelineTaskName: pipelineTask,
      ...guardFields(guards.get(pipelineTask)),
    }))
}

/** A TaskRun within the status of its PipelineRun. */
function taskRunWithin(
  run: PipelineRun,
  tasks: Tasks,
  all: readonly TaskRunStatus[],
  taskRun: TaskRunStatus,
  around: Around,
): TektonObject {
  const { name, pipelineTask, retry } = taskRun
  if (isCustomRun(tasks, taskRun))
    return {
      pipelineTaskName: pipelineTask,
      status: { ...statusFields(taskRun), ...resultFields(taskRun.results, false) },
    }
  const path = pathWithin(around, pipelineTask)
  const before = all.filter((one) => one.name === name && one.retry < retry)
  const ofStep = (step: string): RefSource | undefined => around.sources.get(`${path}#${step}`)
  return {
    pipelineTaskName: pipelineTask,
    status: {
      ...taskRunStatus(taskRun, before, taskSpecOf(run, all, taskRun), ofStep),
      ...provenance(around.sources.get(path)),
    },
  }
}

function provenance(source: RefSource | undefined): TektonObject {
  return source === undefined ? {} : { provenance: { refSource: source } }
}

/** Start of the first `finally` task, if any started. */
function finallyStartTime({ taskRuns }: PipelineRunStatus, finals: readonly PipelineTask[]): TektonObject {
  const names = new Set(finals.map(({ name }) => name))
  const [first] = taskRuns.flatMap((one) => (names.has(one.pipelineTask) ? (one.startedAt ?? []) : [])).sort()
  return first === undefined ? {} : { finallyStartTime: first }
}

function guardFields(guards: readonly WhenExpression[] | undefined): TektonObject {
  return guards === undefined ? {} : { whenExpressions: guards }
}

function taskRunStatus(
  taskRun: TaskRunStatus,
  earlier: readonly TaskRunStatus[],
  taskSpec?: TaskSpec,
  sourceOfStep: (step: string) => RefSource | undefined = () => undefined,
): TektonObject {
  const { name, retry, steps, sidecars, results, artifacts } = taskRun
  return {
    ...statusFields(taskRun),
    podName: retry === 0 ? `${name}-pod` : `${name}-pod-retry${retry}`,
    steps: steps.map((step) => ({
      ...(stopped.includes(taskRun.condition.reason) ? stoppedStep(step, taskRun) : stepState(step)),
      ...provenance(sourceOfStep(step.name)),
    })),
    ...(sidecars === undefined
      ? {}
      : { sidecars: sidecars.map((one) => ({ ...stepState(one), container: `sidecar-${one.name}` })) }),
    ...resultFields(results, true),
    ...(artifacts === undefined ? {} : { artifacts }),
    ...(earlier.length === 0 ? {} : { retriesStatus: earlier.map((one) => taskRunStatus(one, [])) }),
    ...(taskSpec === undefined ? {} : { taskSpec }),
  }
}

/** The Task as it ran; as written if that is unknown, such as after an approval whose answer is elsewhere. */
function taskSpecOf(
  run: PipelineRun,
  taskRuns: readonly TaskRunStatus[],
  taskRun: TaskRunStatus,
): TaskSpec | undefined {
  const { tasks, finally: finals = [] } = run.spec.pipelineSpec
  return (
    taskSpecAsRun(run, taskRuns, taskRun) ??
    [...tasks, ...finals].find(({ name }) => name === taskRun.pipelineTask)?.taskSpec
  )
}

function statusFields(of: {
  readonly condition: Condition
  readonly startedAt?: string | undefined
  readonly finishedAt?: string | undefined
}): TektonObject {
  const { condition, startedAt, finishedAt } = of
  return {
    ...(startedAt === undefined ? {} : { startTime: startedAt }),
    ...(finishedAt === undefined ? {} : { completionTime: finishedAt }),
    conditions: [
      {
        type: 'Succeeded',
        ...condition,
        ...((finishedAt ?? startedAt) === undefined ? {} : { lastTransitionTime: finishedAt ?? startedAt }),
      },
    ],
  }
}

function stepState(status: StepStatus): TektonObject {
  const { name, state, exitCode, reason, startedAt, finishedAt, results, inputs, outputs } = status
  const shared = {
    name,
    container: `step-${name}`,
    ...(results === undefined
      ? {}
      : { results: results.map(({ name: result, type, value }) => ({ name: result, type, value })) }),
    ...(inputs === undefined ? {} : { inputs }),
    ...(outputs === undefined ? {} : { outputs }),
  }
  if (state === 'waiting') return { ...shared, waiting: { reason: reason ?? 'PodInitializing' } }
  if (state === 'running') return { ...shared, running: { startedAt } }
  return {
    ...shared,
    terminated: {
      exitCode: exitCode ?? 1,
      // An ignored failure completes its container normally.
      reason: exitCode === 0 || reason === 'Continued' ? 'Completed' : 'Error',
      ...(startedAt === undefined ? {} : { startedAt }),
      ...(finishedAt === undefined ? {} : { finishedAt }),
    },
    terminationReason: reason ?? 'Completed',
  }
}

/** Reasons of a TaskRun that was stopped from outside; steps that this ended get them too. */
const stopped = ['TaskRunCancelled', 'TaskRunTimeout']

function stoppedStep(status: StepStatus, { condition: { reason }, finishedAt }: TaskRunStatus): TektonObject {
  const state = stepState(status)
  const never = status.reason === 'Skipped' && status.startedAt === undefined
  const ended = never || status.reason === 'Cancelled' || status.reason === 'TimeoutExceeded'
  if (!ended) return state
  const { startedAt, finishedAt: at = finishedAt } = status
  return {
    ...state,
    terminated: {
      exitCode: 1,
      reason,
      ...(startedAt === undefined ? {} : { startedAt }),
      ...(at === undefined ? {} : { finishedAt: at }),
    },
  }
}

function resultFields(results: readonly ResultValue[], typed: boolean): TektonObject {
  if (results.length === 0) return {}
  return { results: results.map(({ name, type, value }) => ({ name, ...(typed ? { type } : {}), value })) }
}
