import { referencesIn } from '../adapters/interpolate.ts'
import type { ParameterOrigin, SourcePosition } from '../adapters/kernel-answer.ts'
import type { QvsConfig } from '../adapters/qvs-config.ts'
import type { LeafPath } from './emit-yaml.ts'
import type { Manifest } from './manifest.ts'

/** A place behind a line of a manifest: an adapter's file, or the QVS Config. */
export interface OriginSource {
  readonly file: string
  readonly line: number
}

/** Where one line comes from: places from the adapter that wrote it to the QVS Config, and the QVS Config parameters at the end. */
export interface LineOrigin {
  readonly line: number
  readonly path: string
  readonly sources: readonly OriginSource[]
  readonly parameters: readonly string[]
}

/**
 * Tells for every leaf of a manifest the chain of places and the parameters, strongest first; places that only constrain come last.
 * `document` names the QVS Config among the sources.
 */
export function lineOrigins(manifest: Manifest, config: QvsConfig, document: string): readonly LineOrigin[] {
  return manifest.provenance.map(({ line, path, origins }) => {
    const sources: OriginSource[] = []
    const parameters: string[] = []
    for (const origin of [...origins].sort((a, b) => Number(a.schema) - Number(b.schema))) {
      if (origin.position !== undefined) sources.push(sourceOf(origin.position))
      for (const parameter of origin.parameters) follow(parameter, config, document, sources, parameters)
    }
    return { line, path: pathText(path), sources: distinct(sources), parameters: [...new Set(parameters)] }
  })
}

function follow(
  parameter: ParameterOrigin,
  config: QvsConfig,
  document: string,
  sources: OriginSource[],
  parameters: string[],
): void {
  if (parameter.given === 'composite' && parameter.at !== undefined) sources.push(sourceOf(parameter.at))
  if (parameter.given === 'default' && parameter.declaration !== undefined)
    sources.push(sourceOf(parameter.declaration))
  const entry = parameter.config === undefined ? undefined : config.designPatterns[parameter.config]
  const at = entry?.paramsAt[parameter.name]
  if (at !== undefined) sources.push({ file: document, line: at.line })
  parameters.push(...referencesIn(entry?.params[parameter.name]))
  for (const from of parameter.from) follow(from, config, document, sources, parameters)
}

function sourceOf({ module, file, line }: SourcePosition): OriginSource {
  return { file: `${module}/${file}`, line }
}

function distinct(sources: readonly OriginSource[]): readonly OriginSource[] {
  const seen = new Map(sources.map((source) => [`${source.file}:${source.line}`, source]))
  return [...seen.values()]
}

/** A path as people write it: `spec.containers[0].env`; keys with dots or slashes in brackets. */
function pathText(path: LeafPath): string {
  return path
    .map((step) => {
      if (typeof step === 'number') return `[${step}]`
      return /^[\w-]+$/.test(step) ? `.${step}` : `["${step}"]`
    })
    .join('')
    .replace(/^\./, '')
}
