import { freeName } from '../../free-name.ts'
import { outputsOf } from '../launch/artifacts.ts'
import type { ParamValue } from '../values/params.ts'
import type { PipelineRun } from '../pipeline.ts'
import { lookupParams } from '../values/lookups.ts'
import { paramsOfRun, typeOfValue } from '../values/param-values.ts'
import { resultReferencesIn, resultReferencesOf, toResultReference } from '../values/result-references.ts'
import { rewriteTexts } from '../values/rewrite.ts'
import type { TaskRunStatus } from './status.ts'
import type { Reference } from '../values/substitute.ts'
import type { PipelineTask } from '../task.ts'
import { workspacesOf } from '../workspaces.ts'

/** Annotation of a reduced run: the tasks whose results became values. Because of it, the run may have fewer tasks than a Pipeline needs. */
const carriedAnnotation = 'linewright.dev/carried-tasks'

/** Whether finished tasks were removed from a run. */
export function isReduced({ metadata: { annotations } }: PipelineRun): boolean {
  return annotations?.[carriedAnnotation] !== undefined
}

/** How to retry a stage: reduced by its finished tasks, or whole and why. */
export type Retry =
  | { readonly kind: 'reduced'; readonly run: PipelineRun; readonly carried: readonly string[] }
  | { readonly kind: 'whole'; readonly run: PipelineRun; readonly because: string }

/**
 * Reduces a run to the unfinished tasks: removes finished ones and the `runAfter`s on them, and replaces their results and statuses by values.
 * Results become parameters of the run, because parameter values are never substituted again, whatever text they contain. Finally tasks stay. If a
 * removed task could write an emptyDir, the whole stage runs again. `taskRuns` may come from several attempts.
 */
export function reduceForRetry(run: PipelineRun, taskRuns: readonly TaskRunStatus[]): Retry {
  const { tasks, finally: finals = [], results = [] } = run.spec.pipelineSpec
  const finished = finishedTasks(tasks, taskRuns, [...tasks, ...finals], results)
  const removed = tasks.filter(({ name }) => finished.has(name))
  const lost = removed.find((task) => writesEmptyDir(run, task))
  if (lost !== undefined)
    return { kind: 'whole', run, because: `Task "${lost.name}" may have written to an emptyDir, which is gone` }
  if (removed.length === 0) return { kind: 'whole', run, because: 'No task had finished' }

  const carried = carriedParams(run, finished)
  const rewrite = (reference: Reference): string | undefined => rewriteReference(reference, finished, carried)
  const kept = tasks
    .filter(({ name }) => !finished.has(name))
    .map((task) => withoutParents(rewriteTexts(task, rewrite), finished))
  const used = [...carried.values()]
  const names = removed.map(({ name }) => name)
  return {
    kind: 'reduced',
    carried: names,
    run: {
      ...run,
      metadata: {
        ...run.metadata,
        annotations: { ...run.metadata.annotations, [carriedAnnotation]: names.join(',') },
      },
      spec: {
        ...run.spec,
        params: [...(run.spec.params ?? []), ...used.map(({ param, value }) => ({ name: param, value }))],
        pipelineSpec: {
          ...run.spec.pipelineSpec,
          params: [
            ...(run.spec.pipelineSpec.params ?? []),
            ...used.map(({ param, value }) => ({ name: param, type: typeOfValue(value) })),
          ],
          tasks: kept,
          ...(finals.length === 0 ? {} : { finally: finals.map((task) => rewriteTexts(task, rewrite)) }),
          ...(results.length === 0 ? {} : { results: results.map((result) => rewriteTexts(result, rewrite)) }),
        },
      },
    },
  }
}

type Finished = ReadonlyMap<string, TaskRunStatus>

interface Carried {
  readonly param: string
  readonly value: ParamValue
}

/** Tasks that need not run again, with the status that counts: they succeeded, or their failure is ignored, and every result that is read exists. */
function finishedTasks(
  tasks: readonly PipelineTask[],
  taskRuns: readonly TaskRunStatus[],
  readers: readonly PipelineTask[],
  results: readonly { readonly value: ParamValue }[],
): Finished {
  const wanted = [...readers.flatMap(resultReferencesOf), ...results.flatMap(({ value }) => resultReferencesIn(value))]
  return new Map(
    tasks.flatMap(({ name, onError, matrix }) => {
      // A matrix runs as a whole, because its combinations belong together.
      if (matrix !== undefined) return []
      const tries = taskRuns.filter(({ pipelineTask }) => pipelineTask === name)
      const good = tries.findLast(({ condition }) => condition.status === 'True')
      const ignored =
        onError === 'continue' ? tries.findLast(({ condition }) => condition.reason === 'FailureIgnored') : undefined
      const status = good ?? ignored
      if (status === undefined) return []
      const complete = wanted.every(
        ({ task, result }) => task !== name || outputsOf(status).some((written) => written.name === result),
      )
      return complete ? [[name, status] as const] : []
    }),
  )
}

function writesEmptyDir(run: PipelineRun, task: PipelineTask): boolean {
  const lookup = lookupParams(paramsOfRun(run))
  return workspacesOf(run, task, lookup).some(({ mount, claim }) => claim === undefined && !mount.readOnly)
}

/** Creates a parameter of the run for each result of a finished task, by `<task>/<result>`; names avoid existing parameters. */
function carriedParams(run: PipelineRun, finished: Finished): ReadonlyMap<string, Carried> {
  const taken = new Set([
    ...paramsOfRun(run).keys(),
    ...run.spec.pipelineSpec.tasks.flatMap(({ params, taskSpec }) =>
      [...(params ?? []), ...(taskSpec?.params ?? [])].map(({ name }) => name),
    ),
    ...(run.spec.pipelineSpec.finally ?? []).flatMap(({ params, taskSpec }) =>
      [...(params ?? []), ...(taskSpec?.params ?? [])].map(({ name }) => name),
    ),
  ])
  const carried = new Map<string, Carried>()
  for (const [task, status] of finished) {
    for (const result of outputsOf(status)) {
      const param = freeName(`carried-${task}-${result.name.replaceAll(/[./]/g, '-')}`, taken)
      taken.add(param)
      carried.set(`${task}/${result.name}`, { param, value: result.value })
    }
  }
  return carried
}

/** The replacement for a reference to a finished task: a parameter for a result, a plain word for a status; undefined keeps the reference. */
function rewriteReference(
  reference: Reference,
  finished: Finished,
  carried: ReadonlyMap<string, Carried>,
): string | undefined {
  const result = toResultReference(reference)
  if (result !== undefined) {
    const found = carried.get(`${result.task}/${result.result}`)
    const rest = result.rest.map((segment) =>
      segment.kind === 'all' ? '[*]' : segment.kind === 'index' ? `[${segment.index}]` : `.${segment.name}`,
    )
    return found === undefined ? undefined : `$(params.${found.param}${rest.join('')})`
  }
  if (reference.scope !== 'tasks') return undefined
  const [first, second] = reference.segments.map((segment) => (segment.kind === 'name' ? segment.name : ''))
  if (first === 'status' && second === undefined) {
    return [...finished.values()].some(({ condition }) => condition.status === 'False') ? 'Failed' : undefined
  }
  const status = first === undefined ? undefined : finished.get(first)
  if (status === undefined) return undefined
  if (second === 'status') return status.condition.status === 'True' ? 'Succeeded' : 'Failed'
  return second === 'reason' ? status.condition.reason : undefined
}

function withoutParents(task: PipelineTask, finished: Finished): PipelineTask {
  const { runAfter, ...rest } = task
  const remaining = (runAfter ?? []).filter((name) => !finished.has(name))
  return remaining.length === 0 ? rest : { ...rest, runAfter: remaining }
}
