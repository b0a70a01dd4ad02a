import type { AdapterDescription, Field } from '#domain/adapters/catalog/description.ts'
import { pipelineParams } from '#domain/adapters/compile/tekton-params.ts'
import type { Kernel, ModuleSources } from '#domain/adapters/kernel/kernel.ts'

/** What a person can give to an adapter, and what the adapter itself says about it. */
export interface Taken {
  readonly name: string
  readonly doc: string
  /** As a README shows it: absent where a value has to be given. */
  readonly default?: string
}

/**
 * Everything that an adapter takes: its parameters, its options, and what its tasks take whatever the options are. Each option is given every value
 * that is not its default once, since tasks ask for other things then.
 */
export async function takenBy(
  kernel: Kernel,
  modules: readonly ModuleSources[],
  adapter: AdapterDescription,
): Promise<readonly Taken[]> {
  const taken = new Map([...adapter.parameters, ...adapter.options].flatMap(fieldsOf).map((one) => [one.name, one]))
  for (const pipelineParams of [{}, ...adapter.options.flatMap(others)]) {
    const patterns = [{ pattern: adapter.pattern, params: {}, pipelineParams }]
    const answer = await kernel.compilePipelines({ modules, patterns, appconfigParams: [] })
    if (!answer.ok) throw new Error(`${adapter.name}: ${answer.error.message}`)
    for (const one of answer.value.stages.flatMap(({ tasks }) => ofTasks(tasks))) {
      if (!taken.has(one.name)) taken.set(one.name, one)
    }
  }
  return [...taken.values()]
}

/** A field, and those inside it by their path. */
function fieldsOf(field: Field): Taken[] {
  const { name, doc, required, fields = [] } = field
  const open = field.kind === 'list' || field.kind === 'map' || field.kind === 'struct'
  const standard = field.default ?? (open && !required ? '' : undefined)
  const shown = standard === undefined ? {} : { default: Array.isArray(standard) ? standard.join(', ') : String(standard) }
  return [{ name, doc, ...shown }, ...fields.flatMap((one) => fieldsOf({ ...one, name: `${name}.${one.name}` }))]
}

function ofTasks(tasks: Parameters<typeof pipelineParams>[0]): Taken[] {
  return pipelineParams(tasks).specs.map(({ name, description = '', default: standard }) => ({
    name,
    doc: description,
    ...(typeof standard === 'string' ? { default: standard } : {}),
  }))
}

function others(option: Field): Record<string, unknown>[] {
  const { name, kind, fields = [], default: standard } = option
  if (kind === 'bool') return [{ [name]: standard !== true }]
  if (kind === 'struct') return [{ [name]: Object.assign({}, ...fields.flatMap(others)) }]
  return (option.enum ?? []).filter((value) => value !== standard).map((value) => ({ [name]: value }))
}
