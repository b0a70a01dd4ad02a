import { lookupInTask } from './build-launch.ts'
import { mountPathOf } from '../container.ts'
import { isCustomTask } from '../custom-task.ts'
import { firstOf, lookupParams, lookupPaths } from '../values/lookups.ts'
import { paramsOfRun, typeOfParam } from '../values/param-values.ts'
import type { Param, ParamSpec } from '../values/params.ts'
import type { PipelineRun } from '../pipeline.ts'
import { readFacts, toTime } from '../plan/facts.ts'
import { lookupsOf, planPipelineRun } from '../plan/plan.ts'
import { childrenOf } from '../plan/task-runs.ts'
import { substituteTexts } from '../values/rewrite.ts'
import type { TaskRunStatus } from '../run/status.ts'
import { stepsOf } from './step-template.ts'
import { substituteStep } from './substitute-step.ts'
import { substituteText, substituteValue, type Lookup } from '../values/substitute.ts'
import type { PipelineSpec, PipelineTask, TaskSpec, WhenExpression } from '../task.ts'

/** The Task of a TaskRun as in Tekton's `status.taskSpec`: with all values that were known at its start. */
export function taskSpecAsRun(
  run: PipelineRun,
  taskRuns: readonly TaskRunStatus[],
  { name, retry, startedAt }: TaskRunStatus,
): TaskSpec | undefined {
  // Without its status, the plan would start it now just as it was started then.
  const others = taskRuns.filter((one) => one.name !== name || one.retry < retry)
  const now = toTime(startedAt ?? run.metadata.creationTimestamp, 0)
  const { launch } = planPipelineRun({ run, taskRuns: others, answers: [], cancels: [], now })
  const planned = launch.find((one) => one.name === name)
  const spec = planned?.task.taskSpec
  return planned === undefined || spec === undefined
    ? undefined
    : withLookup(spec, firstOf(lookupInTask(run, planned), lookupPaths(pathsOf(spec))))
}

/** Paths in a container on a cluster. */
function pathsOf(spec: TaskSpec): Parameters<typeof lookupPaths>[0] {
  const { results = [], workspaces = [] } = spec
  return {
    results: new Map(results.map(({ name }) => [name, `/tekton/results/${name}`])),
    workspaces: new Map(workspaces.map((one) => [one.name, mountPathOf(one)])),
    exitCodes: new Map(stepsOf(spec).map(({ name }) => [name, `/tekton/steps/step-${name}/exitCode`])),
  }
}

function withLookup(spec: TaskSpec, lookup: Lookup): TaskSpec {
  const { params, results, steps, sidecars, stepTemplate, volumes } = spec
  return {
    ...spec,
    ...typed(params),
    ...(results === undefined ? {} : { results: results.map((one) => ({ ...one, type: one.type ?? 'string' })) }),
    steps: steps.map((step) => substituteStep(step, lookup)),
    ...(sidecars === undefined ? {} : { sidecars: sidecars.map((sidecar) => substituteStep(sidecar, lookup)) }),
    ...(stepTemplate === undefined ? {} : { stepTemplate: substituteStep(stepTemplate, lookup) }),
    ...(volumes === undefined ? {} : { volumes: substituteTexts(volumes, lookup) }),
  }
}

/** Parameters with the types that a cluster adds if they are left out. */
function typed(params: readonly ParamSpec[] | undefined): { params?: ParamSpec[] } {
  return params === undefined ? {} : { params: params.map((one) => ({ ...one, type: typeOfParam(one) })) }
}

/** The guards of each task as in Tekton's `whenExpressions`: with all values that were known when they were evaluated. */
export function guardsAsRun(
  run: PipelineRun,
  taskRuns: readonly TaskRunStatus[],
): ReadonlyMap<string, readonly WhenExpression[]> {
  const { tasks, finally: finals = [] } = run.spec.pipelineSpec
  const guarded = [...tasks, ...finals].filter(({ when }) => when !== undefined)
  if (guarded.length === 0) return new Map()
  const lookup = lookupsOf({ run, taskRuns, answers: [], cancels: [], now: 0 })
  return new Map(guarded.map((task) => [task.name, withValues(task.when ?? [], lookup(task))]))
}

function withValues(when: readonly WhenExpression[], lookup: Lookup): WhenExpression[] {
  return substituteStep({ name: '', when: [...when] }, lookup).when ?? []
}

/**
 * The display name of each TaskRun and child run, by name: its task's `displayName` with values or, for a matrix, the names of the `include`s that
 * gave it values.
 */
export function displayNamesAsRun(run: PipelineRun, taskRuns: readonly TaskRunStatus[]): ReadonlyMap<string, string> {
  const { tasks, finally: finals = [] } = run.spec.pipelineSpec
  const shown = [...tasks, ...finals].filter(
    ({ displayName, matrix }) => displayName !== undefined || matrix?.include?.some(({ name }) => name !== undefined),
  )
  if (shown.length === 0) return new Map()
  const lookup = lookupsOf({ run, taskRuns, answers: [], cancels: [], now: 0 })
  const ofRun = lookupParams(paramsOfRun(run))
  const names = shown.flatMap((task) =>
    childrenOf(task, { run }, lookup(task)).map(({ name, task: { params = [] } }) => {
      const values = new Map(params.map((one) => [one.name, substituteValue(one.value, lookup(task))]))
      const put = (text: string): string => substituteText(text, firstOf(lookup(task), lookupParams(values)))
      const included = (task.matrix?.include ?? []).filter(
        (one) =>
          one.name !== undefined &&
          (one.params ?? []).every(({ name: param, value }) => isAs(value, values.get(param))),
      )
      const text = included.length > 0 ? included.map((one) => one.name ?? '').join(' ') : (task.displayName ?? '')
      return [name, put(text)] as const
    }),
  )
  return new Map(names.filter(([, text]) => text !== ''))

  function isAs(written: Param['value'], given: Param['value'] | undefined): boolean {
    return given !== undefined && substituteValue(written, ofRun) === given
  }
}

/**
 * The Pipeline of a run as in Tekton's `status.pipelineSpec`: with the values of parameters, but with references to results. References to Tasks stay
 * too.
 */
export function pipelineSpecAsRun(run: PipelineRun): PipelineSpec {
  const { lookup } = readFacts({ run, taskRuns: [], answers: [], cancels: [], now: 0 })
  const ofRun = paramsOfRun(run)
  const put = (params: readonly Param[]): Param[] =>
    params.map((param) => ({ ...param, value: substituteValue(param.value, lookup) }))
  function taskAsRun(task: PipelineTask): PipelineTask {
    const { taskSpec, params, matrix, when, ...others } = task
    const own = new Set([...(taskSpec?.params ?? []), ...(params ?? [])].map(({ name }) => name))
    // Parameters that the Task declares itself get their values when it starts.
    const propagated = lookupParams(new Map([...ofRun].filter(([name]) => !own.has(name))))
    const isEmbedded = task.taskRef === undefined || isCustomTask(task)
    return {
      ...substituteTexts(others, lookup),
      ...(when === undefined ? {} : { when: withValues(when, lookup) }),
      ...(params === undefined ? {} : { params: put(params) }),
      ...(matrix === undefined
        ? {}
        : {
            matrix: {
              ...matrix,
              ...(matrix.params === undefined ? {} : { params: put(matrix.params) }),
              ...(matrix.include === undefined
                ? {}
                : { include: matrix.include.map((one) => ({ ...one, params: put(one.params ?? []) })) }),
            },
          }),
      ...(taskSpec === undefined || !isEmbedded ? {} : { taskSpec: withLookup(taskSpec, propagated) }),
    }
  }
  const { tasks, finally: finals, ...spec } = run.spec.pipelineSpec
  return {
    ...spec,
    ...typed(spec.params),
    tasks: tasks.map(taskAsRun),
    ...(finals === undefined ? {} : { finally: finals.map(taskAsRun) }),
  }
}
