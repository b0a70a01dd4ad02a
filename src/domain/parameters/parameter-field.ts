import { shortName } from '../adapters/catalog/short-name.ts'
import type { AdapterDescription, Field } from '../adapters/catalog/description.ts'
import { pipelineAnnotations } from '../adapters/compile/pipeline-annotations.ts'
import type { World } from '../line/world.ts'
import { pipelineNamed } from '../line/world-index.ts'
import type { ResolvedParameter } from './resolved.ts'
import { takenField, type TakenField } from './taken-field.ts'

/** The groups of the form, in display order. */
export interface ParameterGroups {
  readonly fill: readonly ResolvedParameter[]
  readonly values: readonly ResolvedParameter[]
  readonly derived: readonly ResolvedParameter[]
  readonly defaults: readonly ResolvedParameter[]
}

/** Groups parameters: missing ones, values that somebody set, values derived from resources, untouched ones. */
export function groupParameters(
  parameters: readonly ResolvedParameter[],
  groupOf: (parameter: ResolvedParameter) => keyof ParameterGroups = parameterGroup,
): ParameterGroups {
  const of = (group: keyof ParameterGroups): readonly ResolvedParameter[] =>
    parameters.filter((parameter) => groupOf(parameter) === group)
  return { fill: of('fill'), values: of('values'), derived: of('derived'), defaults: of('defaults') }
}

/** Returns the group that a parameter belongs to now. */
export function parameterGroup({ state, chain }: ResolvedParameter): keyof ParameterGroups {
  if (state === 'missing') return 'fill'
  const winner = chain.find((origin) => origin.won)?.layer
  return winner === 'derived' ? 'derived' : winner === 'default' ? 'defaults' : 'values'
}

/** Returns the adapters that contribute to a Pipeline. */
export function adaptersOf(
  world: Pick<World, 'adapters' | 'pipelines'>,
  pipeline: string,
): readonly AdapterDescription[] {
  const patterns = patternsOf(world, pipeline)
  if (patterns.length === 0) return []
  return world.adapters.filter((adapter) => patterns.includes(adapter.pattern))
}

function patternsOf(world: Pick<World, 'pipelines'>, pipeline: string): readonly string[] {
  return pipelineNamed(world, pipeline)?.metadata.annotations?.[pipelineAnnotations.adapters]?.split(',') ?? []
}

/** Returns the catalog's adapter that asks for a parameter of a Pipeline, otherwise the first that contributes to it. */
export function askingAdapter(
  world: Pick<World, 'adapters' | 'applications' | 'pipelines' | 'taken'>,
  pipeline: string,
  parameter: string,
): string | undefined {
  const asks =
    takenOf(world, pipeline, parameter)?.adapter ??
    adaptersOf(world, pipeline).find(({ parameters, options }) =>
      [...parameters, ...options].some(({ name }) => name === parameter),
    )
  const pattern = asks?.pattern ?? patternsOf(world, pipeline)[0]
  return pattern === undefined ? undefined : shortName(pattern)
}

function takenOf(
  world: Pick<World, 'adapters' | 'applications' | 'pipelines' | 'taken'>,
  pipeline: string,
  parameter: string,
): TakenField | undefined {
  const found = pipelineNamed(world, pipeline)
  return found && takenField(world, found, parameter)
}

/** Returns the declaration of a parameter by an adapter of the Pipeline or of its manifests: type, bounds and documentation. */
export function fieldOf(
  world: World,
  pipeline: string,
  parameter: Pick<ResolvedParameter, 'name' | 'originalName'>,
): Field | undefined {
  const fields = fieldsByName(world, pipeline)
  return (
    takenOf(world, pipeline, parameter.name)?.field ??
    fields.get(parameter.name)?.field ??
    fields.get(parameter.originalName ?? '')?.field
  )
}

const saidByAdapters = new WeakMap<World['adapters'], Map<string, ReadonlyMap<string, TakenField>>>()

/**
 * Indexes the fields of a Pipeline's adapters by name, with the first adapter that declares each. Cached for all Pipelines with the same adapters.
 */
export function fieldsByName(
  world: Pick<World, 'adapters' | 'pipelines'>,
  pipeline: string,
): ReadonlyMap<string, TakenField> {
  const known = saidByAdapters.get(world.adapters) ?? new Map<string, ReadonlyMap<string, TakenField>>()
  saidByAdapters.set(world.adapters, known)
  const patterns = patternsOf(world, pipeline).join()
  const before = known.get(patterns)
  if (before !== undefined) return before
  const fields = adaptersOf(world, pipeline).flatMap((adapter) =>
    fieldsSaid(adapter).map((field) => ({ adapter, field })),
  )
  const byName = new Map(fields.toReversed().map((said) => [said.field.name, said]))
  known.set(patterns, byName)
  return byName
}

/** Returns all fields of an adapter: its parameters and options, and those that its tasks read as something other than text. */
function fieldsSaid({ parameters, options, takes = {} }: AdapterDescription): readonly Field[] {
  const taken = Object.entries(takes).map(([name, facts]) => ({
    ...facts,
    name,
    required: false,
    doc: '',
    constraint: '',
  }))
  return [...parameters, ...options, ...taken]
}

/** Returns the documentation of a parameter: the adapter's, otherwise the Pipeline's. */
export function docOf(
  world: World,
  pipeline: string,
  parameter: Pick<ResolvedParameter, 'name' | 'originalName'>,
  field: Field | undefined,
): string {
  const spec = world.pipelines
    .find((entry) => entry.metadata.name === pipeline)
    ?.spec.params?.find((param) => param.name === parameter.name)
  return wordsFor(parameter, field, adaptersOf(world, pipeline), spec?.description ?? '')
}

/** Returns the description of a parameter: from its field, otherwise from an adapter's words about its tasks, otherwise from the Pipeline. */
export function wordsFor(
  { name, originalName = name }: Pick<ResolvedParameter, 'name' | 'originalName'>,
  field: Field | undefined,
  adapters: readonly AdapterDescription[],
  description: string,
): string {
  if (field !== undefined && field.doc !== '') return field.doc
  return (
    adapters.map(({ docs }) => docs?.[name] ?? docs?.[originalName]).find((said) => said !== undefined) ?? description
  )
}

/** Returns the texts to choose from: those that the adapter lists, or the two of a boolean. */
export function choicesOf(field: Field | undefined): readonly string[] | undefined {
  if (field?.enum !== undefined) return field.enum.map(String)
  return field?.kind === 'bool' || field?.format === 'boolean' ? ['true', 'false'] : undefined
}
