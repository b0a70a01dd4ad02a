import { stringify } from 'yaml'
import { idFrom } from '../../ids.ts'
import { isRecord } from '../../record.ts'
import { sha256 } from '../../manifests/sha256.ts'
import type { YamlObject } from '../yaml-objects.ts'
import { plainOf } from './plain-value.ts'
import type { Step } from './plain-steps.ts'
import { applySteps } from './splice.ts'

/** A Tekton Pipeline from a clipboard, under a name the project can store it by, with the Tasks and StepActions found beside it. */
export interface ClippedPipeline {
  readonly name: string
  readonly text: string
  /** Text values from the PipelineRun beside it; they become parameters of the stage. */
  readonly params: readonly { readonly name: string; readonly value: string }[]
  /** What the PipelineRun names but a stage cannot take: kinds and names of objects, and fields. */
  readonly notTaken: readonly string[]
}

type Fields = Readonly<Record<string, unknown>>

/** The Pipelines among a text's Tekton objects, and which other objects belong to them. */
export interface ClippedTekton {
  readonly pipelines: readonly ClippedPipeline[]
  readonly belongs: (object: unknown) => boolean
}

/**
 * Collects a text's Pipelines, standalone or embedded in a PipelineRun. Text values of the run become stage parameters; its lists and objects, which
 * stages do not support, become defaults of the Pipeline. A workspace for which the run provides a folder becomes mandatory, and the stage's run
 * provides it. Without any Pipeline, each Task becomes a Pipeline of one task. A PipelineRun whose Pipeline is not in the text is ignored.
 */
export function clippedTekton(objects: readonly YamlObject[]): ClippedTekton {
  const runs = ofKind(objects, 'PipelineRun')
  const written = ofKind(objects, 'Pipeline')
  const used = new Set<unknown>()
  const taken = new Map<string, string>()
  const named = written.flatMap(({ text, value }): readonly ClippedPipeline[] => {
    const run = runs.find((one) => at(at(one.value, 'spec'), 'pipelineRef', 'name') === at(value, 'metadata', 'name'))
    if (run !== undefined) used.add(run.value)
    used.add(value)
    return pipelineOf(text, value, objects, run?.value, taken)
  })
  const embedded = runs.flatMap(({ value }): readonly ClippedPipeline[] => {
    const spec = at(value, 'spec', 'pipelineSpec')
    if (!isRecord(spec)) return []
    used.add(value)
    const { apiVersion, metadata } = value
    const pipeline = { apiVersion, kind: 'Pipeline', metadata: { name: nameIn(metadata) }, spec }
    return pipelineOf(stringify(pipeline), pipeline, objects, value, taken)
  })
  const whole = [...named, ...embedded]
  const pipelines = [...written.map(({ value }) => value), ...runs.map(({ value }) => pipelineIn(value))]
  const belongs = (value: unknown): boolean =>
    used.has(value) || (isRecord(value) && pipelines.some((pipeline) => isReferred(value, pipeline)))
  if (whole.length > 0) return { pipelines: whole, belongs }
  const tasks = ofKind(objects, 'Task')
  return {
    pipelines: tasks.flatMap(({ value }) => {
      const pipeline = pipelineAround(value)
      return pipelineOf(stringify(pipeline), pipeline, objects, undefined, taken)
    }),
    belongs: (value) =>
      isRecord(value) && (value['kind'] === 'Task' || (tasks.length > 0 && value['kind'] === 'StepAction')),
  }
}

/** Wraps a Task in a Pipeline with the same parameters, workspaces and results. */
function pipelineAround({ apiVersion, metadata, spec }: Fields): Fields {
  const name = nameIn(metadata)
  const params = listIn(spec, 'params')
  const workspaces = listIn(spec, 'workspaces')
  const task = {
    name: 'task',
    taskRef: { name: at(metadata, 'name') ?? name },
    ...(params.length === 0 ? {} : { params: params.map(passedOn) }),
    ...(workspaces.length === 0
      ? {}
      : { workspaces: workspaces.map((one) => ({ name: one['name'], workspace: one['name'] })) }),
  }
  const results = listIn(spec, 'results').map(({ name: result, type, description }) => ({
    ...{ name: result, ...(type === undefined ? {} : { type }), ...(description === undefined ? {} : { description }) },
    value: `$(tasks.task.results.${String(result)}${type === 'array' || type === 'object' ? '[*]' : ''})`,
  }))
  return {
    apiVersion,
    kind: 'Pipeline',
    metadata: { name },
    spec: {
      ...(params.length === 0 ? {} : { params }),
      ...(workspaces.length === 0
        ? {}
        : {
            workspaces: workspaces.map(({ name: own, optional }) => ({
              name: own,
              ...(optional === true ? { optional } : {}),
            })),
          }),
      tasks: [task],
      ...(results.length === 0 ? {} : { results }),
    },
  }
}

function passedOn({ name, type, default: initial }: Fields): Fields {
  const isWhole = type === 'array' || type === 'object' || Array.isArray(initial) || isRecord(initial)
  const value = `$(params.${String(name)}${isWhole ? '[*]' : ''})`
  return { name, value: type === 'array' || Array.isArray(initial) ? [value] : value }
}

function pipelineOf(
  text: string,
  value: Fields,
  around: readonly YamlObject[],
  run: Fields | undefined,
  taken: Map<string, string>,
): readonly ClippedPipeline[] {
  const given = at(value, 'metadata', 'name')
  const wanted = given ?? nameIn(value['metadata'])
  if (typeof wanted !== 'string') return []
  const name = freeName(wanted, text, taken)
  const rename: readonly Step[] = name === given ? [] : [{ op: 'set', path: ['metadata', 'name'], value: name }]
  const own = applySteps(text, [...rename, ...defaultsOf(value, run), ...foldersOf(value, run)])
  const beside = around.flatMap((one) => (isRecord(one.value) && isReferred(one.value, value) ? [one.text] : []))
  const whole = [own.ok ? own.value : text, ...beside].map(ended).join('---\n')
  return [{ name, text: whole, params: paramsOf(run), notTaken: withoutPlace(run) }]
}

/**
 * A name that Kubernetes accepts and documents are stored by. Other Pipelines of the same name are numbered; one whose
 * name has no such letters gets a digest of it, so that no other Pipeline of the project is taken for it.
 */
function freeName(wanted: string, text: string, taken: Map<string, string>): string {
  const stem = idFrom(wanted) ?? `pipeline-${sha256(wanted).slice(0, 6)}`
  let name = stem
  for (let count = 2; (taken.get(name) ?? text) !== text; count++) name = `${stem}-${String(count)}`
  taken.set(name, text)
  return name
}

/** Whether a Pipeline's tasks refer to an object; StepActions always count, because Tasks refer to them. */
function isReferred({ kind, metadata }: Fields, pipeline: Fields): boolean {
  if (kind === 'StepAction') return true
  if (kind !== 'Task' && kind !== 'ClusterTask') return false
  const tasks = [...listIn(pipeline['spec'], 'tasks'), ...listIn(pipeline['spec'], 'finally')]
  return tasks.some((task) => isRecord(task['taskRef']) && task['taskRef']['name'] === at(metadata, 'name'))
}

/** The Pipeline embedded in a PipelineRun. */
function pipelineIn(run: Fields): Fields {
  return { spec: at(run, 'spec', 'pipelineSpec') }
}

/** Steps that turn lists and objects given by a PipelineRun into defaults of the Pipeline. */
function defaultsOf(pipeline: Fields, run: Fields | undefined): readonly Step[] {
  const declared = listIn(pipeline['spec'], 'params')
  return listIn(run?.['spec'], 'params').flatMap(({ name, value }): readonly Step[] => {
    const index = declared.findIndex((param) => param['name'] === name)
    const plain = plainOf(value)
    return index < 0 || typeof plain !== 'object' || plain === null
      ? []
      : [{ op: 'set', path: ['spec', 'params', index, 'default'], value: plain }]
  })
}

const folders = ['emptyDir', 'volumeClaimTemplate', 'persistentVolumeClaim'] as const

/** Steps that make optional workspaces mandatory if the PipelineRun provides a folder: a stage's run provides one too. */
function foldersOf(pipeline: Fields, run: Fields | undefined): readonly Step[] {
  const bound = listIn(run?.['spec'], 'workspaces')
    .filter((binding) => folders.some((source) => source in binding))
    .map(({ name }) => name)
  return listIn(pipeline['spec'], 'workspaces').flatMap(({ name, optional }, index): readonly Step[] =>
    optional === true && bound.includes(name)
      ? [{ op: 'remove', path: ['spec', 'workspaces', index, 'optional'] }]
      : [],
  )
}

/** What the PipelineRuns name but no stage can take, without duplicates. */
export function notTakenOf(pipelines: readonly ClippedPipeline[]): readonly string[] {
  return [...new Set(pipelines.flatMap(({ notTaken }) => notTaken))]
}

/** Parts of a PipelineRun that a stage has no field for: cluster objects, limits and pod settings. */
function withoutPlace(run: Fields | undefined): readonly string[] {
  const spec = run?.['spec']
  const template = at(spec, 'taskRunTemplate')
  const objects = [
    ...listIn(spec, 'workspaces').flatMap((binding) => [
      ['Secret', at(binding, 'secret', 'secretName')],
      ['ConfigMap', at(binding, 'configMap', 'name')],
      ['PersistentVolumeClaim', at(binding, 'persistentVolumeClaim', 'claimName')],
    ]),
    ['ServiceAccount', at(template, 'serviceAccountName') ?? at(spec, 'serviceAccountName')],
  ].flatMap(([kind, name]) => (typeof name === 'string' ? [`${String(kind)} ${name}`] : []))
  const fields = [
    ...['timeout', 'timeouts', 'podTemplate', 'taskRunSpecs'].filter((field) => at(spec, field) !== undefined),
    ...(at(template, 'podTemplate') === undefined ? [] : ['podTemplate']),
  ]
  return [...new Set([...objects, ...fields])]
}

/** Text values given by a PipelineRun; they become the stage's parameters. */
function paramsOf(run: Fields | undefined): ClippedPipeline['params'] {
  return listIn(run?.['spec'], 'params').flatMap(({ name, value }) =>
    typeof name === 'string' && ['string', 'number', 'boolean'].includes(typeof value)
      ? [{ name, value: String(value) }]
      : [],
  )
}

function nameIn(metadata: unknown): unknown {
  return at(metadata, 'name') ?? at(metadata, 'generateName') ?? 'pipeline'
}

function ofKind(
  objects: readonly YamlObject[],
  kind: string,
): readonly { readonly text: string; readonly value: Fields }[] {
  return objects.flatMap(({ text, value }) => (isRecord(value) && value['kind'] === kind ? [{ text, value }] : []))
}

function listIn(value: unknown, key: string): readonly Fields[] {
  const list = at(value, key)
  return Array.isArray(list) ? list.filter((item) => isRecord(item)) : []
}

function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((found, key) => (isRecord(found) ? found[key] : undefined), value)
}

function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`
}
