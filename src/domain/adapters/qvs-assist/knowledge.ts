import type { AdapterDescription, Field } from '../catalog/description.ts'
import { shortPattern } from '../compile/placeholders.ts'
import { parseQvsConfig, type QvsConfig } from '../qvs-config/qvs-config.ts'

/** Project knowledge for editing a QVS Config: its adapters and modules. */
export interface QvsKnowledge {
  readonly adapters: readonly AdapterDescription[]
  readonly modules: readonly { readonly name: string; readonly revision: string }[]
}

/** The adapter that an entry of `designPatterns` uses. */
export function adapterAt(
  config: QvsConfig,
  index: number,
  { adapters }: Pick<QvsKnowledge, 'adapters'>,
): AdapterDescription | undefined {
  const pattern = config.designPatterns[index]?.pattern
  return pattern === undefined ? undefined : adapterOf(pattern, adapters)
}

/** Finds an adapter by its import path in any notation. */
export function adapterOf(pattern: string, adapters: readonly AdapterDescription[]): AdapterDescription | undefined {
  return adapters.find((adapter) => shortPattern(adapter.pattern) === shortPattern(pattern))
}

/** Finds an adapter's field at a path below `params` or `pipelineParams`, through structs, lists and maps. */
export function fieldAt(fields: readonly Field[], path: readonly (string | number)[]): Field | undefined {
  const [first, ...rest] = path
  const field = fields.find(({ name }) => name === first)
  return field === undefined ? undefined : inside(field, rest)
}

function inside(field: Field, path: readonly (string | number)[]): Field | undefined {
  const [step, ...rest] = path
  if (step === undefined) return field
  if (field.kind === 'list' || field.kind === 'map')
    return field.item === undefined ? undefined : inside(field.item, rest)
  const inner = field.fields?.find(({ name }) => name === step)
  return inner === undefined ? undefined : inside(inner, rest)
}

/** The adapter of the `designPatterns` entry at an index, read line by line: while somebody types, the text may be invalid YAML. */
export function patternOfEntry(text: string, index: number): string | undefined {
  const { config } = parseQvsConfig(text)
  const parsed = config.designPatterns[index]?.pattern
  if (parsed !== undefined) return parsed
  const from = text.search(/^design_?[pP]atterns:/m)
  const found = [...text.slice(Math.max(0, from)).matchAll(/^\s*(?:- +)?pattern:\s*["']?([^\s"'#]+)/gm)]
  return found[index]?.[1]
}
