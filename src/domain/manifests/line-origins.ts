import { z } from 'zod'
import { referencesIn } from '../adapters/compile/interpolate.ts'
import type { Because, Origin, ParameterOrigin, SourcePosition } from '../adapters/kernel/kernel-answer.ts'
import type { QvsConfig } from '../adapters/qvs-config/qvs-config.ts'
import { distinct } from '../distinct.ts'
import type { LeafPath } from './emit-yaml.ts'
import type { Manifest } from './manifest.ts'

const sourceSchema = z.object({
  /** The module's declared path; with `file`, below its root, it is the address of a source. */
  module: z.string(),
  file: z.string(),
  line: z.number().int(),
  column: z.number().int(),
})

/**
 * A link in the chain to a value. `schema` only constrains, `adapter` writes the field, `parameter` declares an adapter's parameter or option
 * (`isDefault`: its default is the value), `composite` is the composing adapter that gives it, `qvs-config` the QVS Config entry that gives it, and
 * `value` the QVS Config's own parameter, whose value is in the parameter sets.
 */
const valueLinkSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('schema'), adapter: z.string(), at: sourceSchema }),
  z.object({ kind: z.literal('adapter'), adapter: z.string(), via: z.array(z.string()), at: sourceSchema.optional() }),
  z.object({
    kind: z.literal('parameter'),
    adapter: z.string(),
    name: z.string(),
    isDefault: z.boolean(),
    isOption: z.boolean(),
    at: sourceSchema.optional(),
  }),
  z.object({ kind: z.literal('composite'), adapter: z.string(), name: z.string(), at: sourceSchema.optional() }),
  z.object({
    kind: z.literal('qvs-config'),
    document: z.string(),
    pattern: z.string(),
    name: z.string(),
    line: z.number().int(),
    column: z.number().int(),
  }),
  z.object({ kind: z.literal('value'), name: z.string() }),
])
type ValueLink = z.infer<typeof valueLinkSchema>

/**
 * A link in the chain behind a manifest's line: to the origin of its value, or a `condition`, why the line exists, with the chain to what the
 * condition reads.
 */
export const originLinkSchema = z.discriminatedUnion('kind', [
  ...valueLinkSchema.options,
  z.object({
    kind: z.literal('condition'),
    adapter: z.string(),
    text: z.string(),
    at: sourceSchema.optional(),
    reads: z.array(valueLinkSchema),
  }),
])
export type OriginLink = z.infer<typeof originLinkSchema>

/** The origins of one leaf of a manifest, from the schema that constrains it to the parameter with its value. */
export const lineOriginSchema = z.object({
  line: z.number().int().positive(),
  path: z.string(),
  chain: z.array(originLinkSchema),
})
export type LineOrigin = z.infer<typeof lineOriginSchema>

/** Returns the chain of every leaf of a compiled manifest. `document` is the id of the compiled QVS Config. */
export function lineOrigins(manifest: Manifest, config: QvsConfig, document: string): readonly LineOrigin[] {
  return manifest.provenance.map(({ line, path, origins, value }) => ({
    line,
    path: pathText(path),
    chain: [
      ...chainOf(origins, config, document),
      ...(value === undefined ? [] : [{ kind: 'value' as const, name: value }]),
    ],
  }))
}

function chainOf(origins: readonly Origin[], config: QvsConfig, document: string): OriginLink[] {
  const links: OriginLink[] = []
  const written = origins.filter(({ schema }) => !schema)
  // A value that nothing writes is a default, from the place nearest to the leaf.
  const writers = written.length > 0 ? written : origins.slice(-1)
  for (const origin of origins)
    if (!writers.includes(origin) && origin.position !== undefined)
      links.push({ kind: 'schema', adapter: origin.adapter, at: origin.position })
  for (const { adapter, via, position } of writers) {
    // A leaf copied unchanged from the QVS Config has no line in an adapter.
    if (position !== undefined) links.push({ kind: 'adapter', adapter, via, ...placed(position) })
  }
  const made = writers.flatMap(({ parameters }) => parameters)
  links.push(...followed(made, config, document))
  for (const { because = [] } of writers) links.push(...because.map((one) => conditionOf(one, config, document)))
  return distinct(links)
}

function conditionOf(
  { adapter, text, position, parameters }: Because,
  config: QvsConfig,
  document: string,
): OriginLink {
  return { kind: 'condition', adapter, text, reads: followed(parameters, config, document), ...placed(position) }
}

function followed(parameters: readonly ParameterOrigin[], config: QvsConfig, document: string): ValueLink[] {
  const links: ValueLink[] = []
  for (const parameter of parameters) follow(parameter, config, document, links)
  return distinct(links)
}

function follow(parameter: ParameterOrigin, config: QvsConfig, document: string, links: ValueLink[]): void {
  const { adapter, name, given, declaration, at } = parameter
  links.push({
    kind: 'parameter',
    adapter,
    name,
    isDefault: given === 'default',
    isOption: parameter.option,
    ...placed(declaration),
  })
  if (given === 'composite')
    links.push({ kind: 'composite', adapter: parameter.from[0]?.adapter ?? '', name, ...placed(at) })
  for (const from of parameter.from) follow(from, config, document, links)
  const entry = parameter.config === undefined ? undefined : config.designPatterns[parameter.config]
  const place = (parameter.option ? entry?.optionsAt : entry?.paramsAt)?.[name]
  if (entry === undefined || place === undefined) return
  links.push({ kind: 'qvs-config', document, pattern: entry.pattern, name, line: place.line, column: place.column })
  if (parameter.option) return
  for (const reference of referencesIn(entry.params[name])) links.push({ kind: 'value', name: reference })
}

function placed(position: SourcePosition | undefined): { at?: SourcePosition } {
  return position === undefined ? {} : { at: position }
}

/** A path as people write it: `spec.containers[0].env`; keys with dots or slashes are in brackets. */
function pathText(path: LeafPath): string {
  return path
    .map((step) => {
      if (typeof step === 'number') return `[${step}]`
      return /^[\w-]+$/.test(step) ? `.${step}` : `["${step}"]`
    })
    .join('')
    .replace(/^\./, '')
}
