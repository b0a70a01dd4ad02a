import { problemFinding, type Finding, type Problem } from '../../problem.ts'
import { ok, type Result } from '../../result.ts'
import { catalogEntry } from './catalog-entry.ts'
import { firstSentence, readmeParameters } from './readme-parameters.ts'
import type { AdapterDescription, Field } from './description.ts'
import { adaptersOf, describedAtOnce, type NamedModule } from '../modules/found-module.ts'
import { neededModules } from '../modules/needed-modules.ts'
import type { KernelAdapter, KernelField, KernelTask, SourcePosition } from '../kernel/kernel-answer.ts'
import { kernelFinding } from '../kernel/kernel-problem.ts'
import type { Kernel, ModuleSources } from '../kernel/kernel.ts'
import { approvalOf } from '../compile/tekton-pipelines.ts'
import { pipelineParams } from '../compile/tekton-params.ts'

/**
 * Describes adapters of the first module (the others are its imports): all, or only the named ones. Adapters that cannot be evaluated are included,
 * with findings.
 */
export async function describeAdapters(
  kernel: Kernel,
  modules: readonly NamedModule[],
  patterns?: readonly string[],
): Promise<Result<readonly AdapterDescription[], Problem>> {
  // Answers are cached by the modules in the request, so leave out those that the adapters do not import.
  const sources = neededModules(modules.map((module) => module.sources))
  const wanted = patterns ?? adaptersOf(sources[0])
  const described: AdapterDescription[] = []
  // In small batches: a large module stays within the kernel's time limit, and other requests get a turn in between.
  for (let first = 0; first < wanted.length; first += describedAtOnce) {
    const answer = await describeSome(kernel, modules, sources, wanted.slice(first, first + describedAtOnce))
    if (!answer.ok) return answer
    described.push(...answer.value)
  }
  return ok(described)
}

/** If the kernel had to be stopped, asks for each adapter alone, so that one bad adapter does not take the others with it. */
async function describeSome(
  kernel: Kernel,
  modules: readonly NamedModule[],
  sources: readonly ModuleSources[],
  patterns: readonly string[],
): Promise<Result<readonly AdapterDescription[], Problem>> {
  const answer = await kernel.describe({ modules: sources, patterns })
  if (answer.ok) return ok(answer.value.adapters.map((adapter) => describeAdapter(adapter, modules)))
  const code = answer.error.code
  if (code !== 'timed-out' && code !== 'too-large') return answer
  const [only = ''] = patterns
  if (patterns.length <= 1)
    return ok([{ ...unread(only, modules), findings: [{ ...problemFinding(answer.error), code: `adapter-${code}` }] }])
  const each: AdapterDescription[] = []
  for (const pattern of patterns) {
    const one = await describeSome(kernel, modules, sources, [pattern])
    if (!one.ok) return one
    each.push(...one.value)
  }
  return ok(each)
}

/** Whether reading succeeded for all adapters; one that timed out may succeed another time. */
export function isReadWhole(adapters: readonly AdapterDescription[]): boolean {
  return !adapters.some(({ findings }) => findings.some(({ code }) => code === 'adapter-timed-out'))
}

/** The description of an adapter that could not be read. */
function unread(id: string, modules: readonly NamedModule[]): AdapterDescription {
  const nothing = { parameters: [], options: [], stages: [], resources: [], composes: [], errors: [], ignored: [] }
  const name = /[^/:]+$/.exec(id)?.[0] ?? id
  return describeAdapter({ ...nothing, id, name, module: '', description: '' }, modules)
}

function describeAdapter(adapter: KernelAdapter, modules: readonly NamedModule[]): AdapterDescription {
  const named =
    modules.find(({ name, sources }) => name === adapter.module || declares(sources, adapter.module)) ?? modules[0]
  const entry = catalogEntry(adapter, named?.sources.files ?? {})
  const said = readmeParameters(entry.readme ?? '')
  return {
    pattern: adapter.id,
    name: adapter.name,
    description: adapter.description || firstSentence(entry.readme ?? ''),
    ...entry,
    parameters: adapter.parameters.map((field) => documented(fieldOf(field), said.parameters)),
    options: adapter.options.map((field) => documented(fieldOf(field), said.options)),
    stages: adapter.stages.map((stage) => ({
      name: stage.name,
      ...tasksOf(stage.tasks),
      params: pipelineParams(stage.tasks).specs.map(({ name }) => name),
      results: stage.results.map(({ name }) => name),
    })),
    resources: adapter.resources.map(({ id, apiVersion = '', kind = '', when }) => ({
      id,
      apiVersion,
      kind,
      ...(when === undefined ? {} : { when }),
    })),
    composes: [...new Set(adapter.composes.map(({ pattern }) => pattern))],
    module: { name: named?.name ?? adapter.module, revision: named?.revision ?? '' },
    ...(adapter.position === undefined ? {} : { source: sourceOf(adapter.position) }),
    findings: [
      ...adapter.errors.map(kernelFinding),
      ...adapter.ignored.map((one): Finding => ({ ...kernelFinding(one), severity: 'warning' })),
    ],
  }
}

/** Tasks as in the Pipeline, each followed by its approval if somebody has to review it (Value Stream). */
function tasksOf(tasks: readonly KernelTask[]): Pick<AdapterDescription['stages'][number], 'tasks' | 'after'> {
  const approved = new Set(tasks.flatMap(({ id, approvalRequired }) => (approvalRequired ? [id] : [])))
  const after = tasks.flatMap((task): [string, string[]][] => [
    ...taskOrder(task).map(([id, before]): [string, string[]] => [
      id,
      before.map((one) => (approved.has(one) && task.runAfter.includes(one) ? approvalOf(one) : one)),
    ]),
    ...(approved.has(task.id) ? [[approvalOf(task.id), [task.id]] satisfies [string, string[]]] : []),
  ])
  return {
    tasks: tasks.flatMap(({ id }) => (approved.has(id) ? [id, approvalOf(id)] : [id])),
    after: Object.fromEntries(after),
  }
}

/** What a task waits for: by order, or because it uses a result. */
function taskOrder({ id, runAfter, constParams, when }: KernelTask): [string, string[]][] {
  const references = [...constParams.map(({ value }) => value), ...when.map(({ input }) => input)]
  const results = references.flatMap(({ result }) => (result === undefined ? [] : [result[0]]))
  const before = [...new Set([...runAfter, ...results])].filter((task) => task !== id)
  return before.length === 0 ? [] : [[id, before]]
}

function declares(sources: ModuleSources, path: string): boolean {
  return path !== '' && (sources.files['cue.mod/module.cue'] ?? '').includes(`"${path}`)
}

function sourceOf(position: SourcePosition) {
  return { file: `${position.module}/${position.file}`, line: position.line }
}

/** Texts from the source take precedence over those from the README. */
function documented(field: Field, said: ReadonlyMap<string, string>): Field {
  const doc = field.doc === '' ? said.get(field.name) : undefined
  return doc === undefined ? field : { ...field, doc }
}

function fieldOf(field: KernelField): Field {
  const { position, item, fields, ...same } = field
  return {
    ...same,
    ...(position === undefined ? {} : { source: sourceOf(position) }),
    ...(item === undefined ? {} : { item: fieldOf(item) }),
    ...(fields === undefined ? {} : { fields: fields.map(fieldOf) }),
  }
}
