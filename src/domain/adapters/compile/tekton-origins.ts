import { distinct } from '../../distinct.ts'
import type { Data, LeafPath } from '../../manifests/emit-yaml.ts'
import type { LeafSource } from '../../manifests/manifest.ts'
import type { KernelStage, KernelTask, Origin } from '../kernel/kernel-answer.ts'
import { pipelineParamName } from './tekton-params.ts'

type Leaves = KernelTask['leaves']
type Name = string | number | undefined

/** Origins of the leaves of a compiled Tekton document: a Pipeline, a Task, or a PipelineRun with everything inlined. */
export function tektonLeaves(data: Data, stage: KernelStage, document: TektonDocument): readonly LeafSource[] {
  const trace = (path: LeafPath): Omit<LeafSource, 'path'> => {
    switch (document.kind) {
      case 'Task':
        return taskLeaf(path, data, document.task, ['spec'])
      case 'Pipeline':
        return pipelineLeaf(path, data, stage, ['spec'])
      case 'PipelineRun':
        return path[1] === 'params'
          ? { origins: [], ...valueAt(data, path, 3) }
          : pipelineLeaf(path, data, stage, ['spec', 'pipelineSpec'])
    }
  }
  return scalarPaths(data).flatMap((path) => {
    const { origins, value } = trace(path)
    if (origins.length === 0 && value === undefined) return []
    return [{ path, origins, ...(value === undefined ? {} : { value }) }]
  })
}

/** The kind of document; a Task comes from one task of the stage. */
export type TektonDocument =
  | { readonly kind: 'Task'; readonly task: KernelTask }
  | { readonly kind: 'Pipeline' }
  | { readonly kind: 'PipelineRun' }

interface Traced {
  readonly origins: readonly Origin[]
  readonly value?: string
}

/** `spec` is the path of the Task's specification in the document: its own, or inlined in a Pipeline's task. */
function taskLeaf(path: LeafPath, data: Data, task: KernelTask, spec: LeafPath): Traced {
  if (path[0] === 'metadata') return { origins: under(task.leaves, [['prefix'], ['name']]) }
  const inner = path.slice(spec.length)
  const [part, index] = inner
  if (part === 'params' || part === 'results')
    return { origins: under(task.leaves, [[part, nameAt(data, [...spec, part, index ?? 0])]]) }
  return {
    origins: firstUnder(
      task.leaves,
      inner.map((step) => (step === 'computeResources' ? 'resources' : step)),
    ),
  }
}

function pipelineLeaf(path: LeafPath, data: Data, stage: KernelStage, at: LeafPath): Traced {
  const [part, index, field, position] = path.slice(at.length)
  if (!at.every((step, depth) => path[depth] === step) || typeof index !== 'number') return { origins: [] }
  const name = nameAt(data, [...at, part ?? '', index])
  if (part === 'params') return { ...declarers(stage, name), ...(typeof name === 'string' ? { value: name } : {}) }
  if (part === 'results') {
    const result = stage.results.find((one) => one.name === name)
    return { origins: [...under(result?.leaves ?? [], [[]]), ...ofResult(stage, result?.value.result)] }
  }
  if (part === 'workspaces') return { origins: stage.tasks.flatMap((task) => under(task.leaves, [['workspaces']])) }
  if (part !== 'tasks' && part !== 'finally') return { origins: [] }
  const task = stage.tasks.find(({ id }) => id === name)
  if (task === undefined) return { origins: approval(stage, name) }
  if (field === 'taskSpec') return taskLeaf(path, data, task, path.slice(0, at.length + 3))
  if (field === 'params') return argument(stage, task, nameAt(data, [...at, part, index, 'params', position ?? 0]))
  if (field === 'taskRef') return { origins: under(task.leaves, [['prefix'], ['name']]) }
  if (field === 'name') return { origins: under(task.leaves, [['name']]) }
  return { origins: firstUnder(task.leaves, path.slice(at.length + 2)) }
}

/** Origin of a parameter of a Pipeline's task: a constant of the adapter, or a Pipeline parameter with a value from a parameter set. */
function argument(stage: KernelStage, task: KernelTask, name: Name): Traced {
  const constant = task.constParams.find((one) => one.name === name)
  if (constant !== undefined) {
    const origins = under(task.leaves, [['input', 'constParams', name]])
    return { origins: [...origins, ...ofResult(stage, constant.value.result)] }
  }
  const param = task.params.find((one) => one.name === name)
  if (param === undefined) return { origins: [] }
  return { origins: under(task.leaves, [['params', name]]), value: pipelineParamName(task, param) }
}

/** Origins in all tasks whose parameter the Pipeline lifts to the given name. */
function declarers(stage: KernelStage, name: Name): Traced {
  const origins = stage.tasks.flatMap((task) =>
    task.params
      .filter((param) => pipelineParamName(task, param) === name)
      .flatMap((param) => under(task.leaves, [['params', param.name]])),
  )
  return { origins: distinct(origins) }
}

function ofResult(stage: KernelStage, result: readonly [string, string] | undefined): readonly Origin[] {
  if (result === undefined) return []
  const [id, name] = result
  return under(stage.tasks.find((task) => task.id === id)?.leaves ?? [], [['results', name]])
}

function approval(stage: KernelStage, name: Name): readonly Origin[] {
  const task = stage.tasks.find(({ id }) => `approval-${id}` === name)
  return under(task?.leaves ?? [], [['approvalRequired']])
}

function under(leaves: Leaves, paths: readonly (readonly Name[])[]): readonly Origin[] {
  const found = leaves.filter(({ path }) => paths.some((wanted) => wanted.every((step, depth) => path[depth] === step)))
  const origins = distinct(found.flatMap((leaf) => leaf.origins))
  // If several leaves share a line, origins that only constrain one of them do not explain it.
  const writers = found.length > 1 ? origins.filter(({ schema }) => !schema) : []
  return writers.length > 0 ? writers : origins
}

/** Origins at the longest prefix of a path that has any; needed because lists are sorted and deduplicated on the way to a manifest. */
function firstUnder(leaves: Leaves, path: LeafPath): readonly Origin[] {
  for (let length = path.length; length > 0; length -= 1) {
    const found = under(leaves, [path.slice(0, length)])
    if (found.length > 0) return found
  }
  return []
}

function at(data: Data, path: LeafPath): Data | undefined {
  let value: Data | undefined = data
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined
    const entries: ReadonlyMap<string, Data> = new Map(Object.entries(value))
    value = entries.get(String(step))
  }
  return value
}

function nameAt(data: Data, path: LeafPath): string | undefined {
  const name = at(data, [...path, 'name'])
  return typeof name === 'string' ? name : undefined
}

function valueAt(data: Data, path: LeafPath, depth: number): { value?: string } {
  const name = nameAt(data, path.slice(0, depth))
  return name === undefined ? {} : { value: name }
}

function scalarPaths(data: Data, path: LeafPath = []): LeafPath[] {
  if (typeof data !== 'object' || data === null) return [path]
  if (Array.isArray(data)) return data.flatMap((item: Data, index) => scalarPaths(item, [...path, index]))
  return Object.entries(data).flatMap(([key, value]) => scalarPaths(value, [...path, key]))
}
