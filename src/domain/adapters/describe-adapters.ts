import type { Problem } from '../problem.ts'
import { ok, type Result } from '../result.ts'
import type { AdapterDescription, Field } from './description.ts'
import type { KernelAdapter, KernelField, KernelTask, SourcePosition } from './kernel-answer.ts'
import { kernelFinding } from './kernel-problem.ts'
import type { Kernel, ModuleSources } from './kernel.ts'
import { pipelineParams } from './tekton-params.ts'

/** A module as the project knows it: the name and revision that a QVS Config writes, and its files. */
export interface NamedModule {
  readonly name: string
  readonly revision: string
  readonly sources: ModuleSources
}

/**
 * Describes the adapters of the first module (the others are what it imports), or only the named ones. Adapters that cannot be evaluated
 * are in the answer, with findings.
 */
export async function describeAdapters(
  kernel: Kernel,
  modules: readonly NamedModule[],
  patterns?: readonly string[],
): Promise<Result<readonly AdapterDescription[], Problem>> {
  const answer = await kernel.describe({
    modules: modules.map(({ sources }) => sources),
    ...(patterns === undefined ? {} : { patterns }),
  })
  if (!answer.ok) return answer
  return ok(answer.value.adapters.map((adapter) => describeAdapter(adapter, modules)))
}

function describeAdapter(adapter: KernelAdapter, modules: readonly NamedModule[]): AdapterDescription {
  const named =
    modules.find(({ name, sources }) => name === adapter.module || declares(sources, adapter.module)) ?? modules[0]
  const readme = adapter.readme === undefined ? undefined : named?.sources.files[adapter.readme]
  return {
    pattern: adapter.id,
    name: adapter.name,
    description: adapter.description,
    category: categoryOf(adapter),
    parameters: adapter.parameters.map(fieldOf),
    options: adapter.options.map(fieldOf),
    stages: adapter.stages.map((stage) => ({
      name: stage.name,
      tasks: stage.tasks.map(({ id }) => id),
      after: Object.fromEntries(stage.tasks.flatMap((task) => taskOrder(task))),
      params: pipelineParams(stage.tasks).specs.map(({ name }) => name),
      results: stage.results.map(({ name }) => name),
    })),
    resources: adapter.resources.map(({ id, apiVersion = '', kind = '' }) => ({ id, apiVersion, kind })),
    composes: [...new Set(adapter.composes.map(({ pattern }) => pattern))],
    module: { name: named?.name ?? adapter.module, revision: named?.revision ?? '' },
    ...(readme === undefined ? {} : { readme }),
    ...(adapter.position === undefined ? {} : { source: sourceOf(adapter.position) }),
    findings: adapter.errors.map(kernelFinding),
  }
}

/** What a task waits for: by order, and because it takes a result. */
function taskOrder({ id, runAfter, constParams, when }: KernelTask): [string, string[]][] {
  const references = [...constParams.map(({ value }) => value), ...when.map(({ input }) => input)]
  const results = references.flatMap(({ result }) => (result === undefined ? [] : [result[0]]))
  const before = [...new Set([...runAfter, ...results])].filter((task) => task !== id)
  return before.length === 0 ? [] : [[id, before]]
}

function declares(sources: ModuleSources, path: string): boolean {
  return path !== '' && (sources.files['cue.mod/module.cue'] ?? '').includes(`"${path}`)
}

const stageWords: readonly (readonly [AdapterDescription['category'], RegExp])[] = [
  ['build', /build|compile|package|image/],
  ['deploy', /deploy|setup|release|publish|promote|preview|migrate|apply/],
  ['verify', /verify|scan|test|check/],
]

function categoryOf({ stages, resources }: KernelAdapter): AdapterDescription['category'] {
  if (stages.length === 0) return resources.length > 0 ? 'infrastructure' : 'other'
  const found = stageWords.find(([, words]) => stages.some(({ name }) => words.test(name)))
  return found?.[0] ?? 'other'
}

function sourceOf(position: SourcePosition) {
  return { file: `${position.module}/${position.file}`, line: position.line }
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
