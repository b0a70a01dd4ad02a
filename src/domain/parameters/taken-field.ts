import type { AdapterDescription, Field } from '../adapters/catalog/description.ts'
import { shortPattern } from '../adapters/compile/placeholders.ts'
import { pipelineAnnotations } from '../adapters/compile/pipeline-annotations.ts'
import type { TakenParam } from '../adapters/qvs-config/taken-param.ts'
import { applicationOf } from '../line/draft-world.ts'
import type { World } from '../line/world.ts'
import type { Pipeline } from '../tekton/pipeline.ts'

/** The adapter that receives a parameter of a QVS Config, and its declaration of the receiving field. */
export interface TakenField {
  readonly adapter: AdapterDescription
  readonly field: Field | undefined
}

/**
 * Finds the adapter field, at any depth, that the QVS Config fills with a parameter of a Pipeline's manifests. If the adapter leaves the type open,
 * the QVS Config's type counts, because other values are refused.
 */
export function takenField(
  world: Pick<World, 'adapters' | 'applications' | 'taken'>,
  { metadata }: Pipeline,
  name: string,
): TakenField | undefined {
  if (metadata.annotations?.[pipelineAnnotations.appConfigParams] === undefined) return undefined
  const taken = world.taken?.[applicationOf(world, metadata.name) ?? '']?.[name]
  const adapter = byPattern(world.adapters).get(taken?.adapter ?? '')
  if (taken === undefined || adapter === undefined) return undefined
  const field = taken.path && typed(fieldAt(adapter.parameters, taken.path), taken.type)
  return { adapter, field: field && { ...field, name } }
}

const known = new WeakMap<readonly AdapterDescription[], ReadonlyMap<string, AdapterDescription>>()

function byPattern(adapters: readonly AdapterDescription[]): ReadonlyMap<string, AdapterDescription> {
  const before = known.get(adapters)
  if (before !== undefined) return before
  const index = new Map(adapters.map((adapter) => [shortPattern(adapter.pattern), adapter]))
  known.set(adapters, index)
  return index
}

/** Returns the field at a path; one without a declaration is described by its parent. */
function fieldAt(parameters: readonly Field[], [first, ...steps]: readonly string[]): Field | undefined {
  let field = parameters.find(({ name }) => name === first)
  for (const step of steps) {
    const inner: Field | undefined = field?.fields?.find(({ name }) => name === step) ?? field?.item
    field = inner?.doc === '' ? { ...inner, doc: field?.doc ?? '' } : inner
  }
  return field
}

const typesAsSaid = { int: 'int', float: 'number', bool: 'bool' } as const

function typed(field: Field | undefined, type: TakenParam['type']): Field | undefined {
  const kind = type === 'int' || type === 'float' || type === 'bool' ? typesAsSaid[type] : undefined
  if (kind === undefined || (field !== undefined && field.kind !== 'any')) return field
  return { name: '', required: true, doc: '', constraint: kind, ...field, kind }
}
