import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { distinct } from '#domain/distinct.ts'
import { isRecord } from '#domain/record.ts'
import { approvalsWithin } from '#domain/tekton/run/child-run.ts'
import { isSoleTaskRun } from '#domain/tekton/run/task-run-rules.ts'
import { typeOfParam } from '#domain/tekton/values/param-values.ts'
import type { Param, ParamSpec, ParamType, ParamValue } from '#domain/tekton/values/params.ts'
import type { PipelineRun, WorkspaceBinding } from '#domain/tekton/pipeline.ts'
import { pairs, UsageError } from '../parse-arguments.ts'

/** Values of `--param` and folders of `--workspace`, by name. */
export interface Given {
  readonly params: ReadonlyMap<string, string>
  readonly folders: ReadonlyMap<string, string>
}

/** Reads `--param name=value` and `--workspace name=DIR`. */
export function readGiven(params: readonly string[], workspaces: readonly string[], cwd: string): Given {
  const folders = [...pairs('--workspace', workspaces, 'NAME=DIR')].map(([name, given]): [string, string] => {
    const folder = resolve(cwd, given)
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
      throw new UsageError(`--workspace ${name}: ${folder} is no folder of this machine`)
    return [name, folder]
  })
  return { params: pairs('--param', params, 'NAME=VALUE'), folders: new Map(folders) }
}

/** Returns the folders as claims, which the supervisor finds by `<namespace>/<claim>`. */
export function claimsOf(given: Given, namespaces: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    [...given.folders].flatMap(([name, folder]) =>
      namespaces.map((namespace): [string, string] => [`${namespace}/${claimName(name)}`, folder]),
    ),
  )
}

/** Adds the values of the command line to a run: parameters by their declared type, folders instead of its own workspaces. */
export function withGiven(run: PipelineRun, given: Given): PipelineRun {
  const { pipelineSpec, params = [], workspaces = [] } = run.spec
  const [first] = pipelineSpec.tasks
  const sole = isSoleTaskRun(run) ? first : undefined
  const declared = sole === undefined ? (pipelineSpec.params ?? []) : (sole.taskSpec?.params ?? [])
  const known = sole === undefined ? params : (sole.params ?? [])
  const values = [...given.params]
    .filter(([name]) => [...declared, ...known].some((param) => param.name === name))
    .map(([name, text]): Param => ({ name, value: valueOf(name, text, declared, known) }))
  const merged = [...known.filter(({ name }) => !given.params.has(name)), ...values]
  const wanted = sole === undefined ? (pipelineSpec.workspaces ?? []) : (sole.taskSpec?.workspaces ?? [])
  const bound = [...given.folders.keys()]
    .filter((name) => [...wanted, ...workspaces].some((workspace) => workspace.name === name))
    .map((name): WorkspaceBinding => ({ name, persistentVolumeClaim: { claimName: claimName(name) } }))
  const spec = {
    ...run.spec,
    workspaces: [...workspaces.filter(({ name }) => !given.folders.has(name)), ...bound],
  }
  if (sole === undefined) return { ...run, spec: { ...spec, params: merged } }
  const tasks = [{ ...sole, params: merged }]
  return { ...run, spec: { ...spec, pipelineSpec: { ...pipelineSpec, tasks } } }
}

/** A run as its object would be written with the values of the command line, so that the outcome shows what ran. */
export function writtenWith(
  written: Readonly<Record<string, unknown>>,
  run: PipelineRun,
  given: Given,
): Readonly<Record<string, unknown>> {
  const { params, workspaces } = {
    ...run.spec,
    ...(isSoleTaskRun(run) ? { params: run.spec.pipelineSpec.tasks[0]?.params } : {}),
  }
  return {
    ...written,
    spec: {
      ...(isRecord(written['spec']) ? written['spec'] : {}),
      ...(given.params.size === 0 || params === undefined || params.length === 0 ? {} : { params }),
      ...(given.folders.size === 0 || workspaces === undefined || workspaces.length === 0 ? {} : { workspaces }),
    },
  }
}

/** Refuses names that no run of the file declares, since a misspelt one would silently do nothing. */
export function checkGiven(given: Given, runs: readonly PipelineRun[]): void {
  const used = runs.map((run) => withGiven(run, given))
  const params = new Set(
    used
      .flatMap(({ spec }) => [...(spec.params ?? []), ...spec.pipelineSpec.tasks.flatMap((task) => task.params ?? [])])
      .map(({ name }) => name),
  )
  for (const name of given.params.keys())
    if (!params.has(name)) throw new UsageError(`No run of the file has a parameter "${name}"`)
  const workspaces = new Set(used.flatMap(({ spec }) => (spec.workspaces ?? []).map(({ name }) => name)))
  for (const name of given.folders.keys())
    if (!workspaces.has(name)) throw new UsageError(`No run of the file has a workspace "${name}"`)
}

/** Refuses `--approve` for tasks that no run has, before anything runs: when the run asks, it is too late to spell the name right. */
export function checkApproved(approve: readonly string[], runs: readonly PipelineRun[]): void {
  const asking = runs.flatMap(({ spec }) => approvalsWithin(spec.pipelineSpec))
  const paths = distinct(asking.map(([path]) => path))
  for (const name of approve)
    if (name !== 'all' && !paths.some((path) => meansTask(name, path)))
      throw new UsageError(
        paths.length === 0
          ? `--approve ${name}: no run of the file asks for an approval`
          : `--approve ${name}: no run of the file has an ApprovalTask of this name. There are: ${paths.join(', ')}`,
      )
}

/** Whether a name means a task: child runs of a matrix are called by their index, `fan-0/allow`. */
function meansTask(name: string, path: string): boolean {
  const given = name.split('/')
  const written = path.split('/')
  return (
    given.length === written.length &&
    given.at(-1) === written.at(-1) &&
    written.slice(0, -1).every((part, index) => given[index] === part || given[index]?.startsWith(`${part}-`))
  )
}

function claimName(workspace: string): string {
  return `folder-${workspace.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`
}

function valueOf(name: string, text: string, declared: readonly ParamSpec[], known: readonly Param[]): ParamValue {
  const spec = declared.find((param) => param.name === name)
  const before = known.find((param) => param.name === name)?.value
  const type: ParamType = spec === undefined ? (Array.isArray(before) ? 'array' : 'string') : typeOfParam(spec)
  if (type === 'string') return text
  const written = text.trim()
  if (type === 'array') return written.startsWith('[') ? listIn(name, written) : text === '' ? [] : text.split(',')
  if (written.startsWith('{')) return objectIn(name, written)
  return Object.fromEntries(
    text.split(',').map((entry): [string, string] => {
      const at = entry.indexOf(':')
      if (at < 1) throw new UsageError(`--param ${name} is an object: write ${name}=key:value,key:value or JSON`)
      return [entry.slice(0, at), entry.slice(at + 1)]
    }),
  )
}

function listIn(name: string, text: string): string[] {
  const value = jsonIn(name, text)
  if (!Array.isArray(value)) throw new UsageError(`--param ${name} is no list`)
  return value.map((item: unknown) => textIn(name, item))
}

function objectIn(name: string, text: string): Record<string, string> {
  const value = jsonIn(name, text)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError(`--param ${name} is no object`)
  return Object.fromEntries(Object.entries(value).map(([key, item]: [string, unknown]) => [key, textIn(name, item)]))
}

/** Converts an item to text: Tekton's lists and objects contain only texts, so numbers and booleans mean their text. */
function textIn(name: string, value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw new UsageError(`--param ${name} may hold texts only, and not ${JSON.stringify(value)}`)
}

function jsonIn(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new UsageError(`--param ${name} is not JSON: ${text}`)
  }
}
