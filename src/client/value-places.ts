import { parseDocumentId } from '#domain/documents.ts'
import type { Layer, Origin } from '#domain/parameters/resolved.ts'
import { pathTo } from './paths.ts'

/** Whose chain it is, and where it is looked at. */
export interface ChainOf {
  readonly project: string
  readonly parameter: string
  /** The change set in which the chain is looked at, by its subject; the way leads to what stands there. */
  readonly changes?: string | undefined
  /** The adapter that gave a Pipeline a parameter, by the Pipeline's name. */
  readonly adapterOfPipeline?: (pipeline: string) => string | undefined
}

/** The change set of the page of values that needs no name. */
const usual = 'project'

/** Where a link of a value's chain is said, as an address; undefined where there is nothing to go to. */
export function placeOfOrigin(
  { project, parameter, adapterOfPipeline, ...about }: ChainOf,
  source: Origin['source'],
): string | undefined {
  if (source === undefined) return undefined
  const changes = about.changes === usual ? undefined : about.changes
  const { kind, names } = parseDocumentId(source.document) ?? {}
  const [first = '', second] = names ?? []
  switch (kind) {
    case 'line':
      return pathTo('line', { project, line: first }, { select: source.text.split('.')[0], tab: 'parameters' })
    case 'parameters': {
      if (second === undefined) return pathTo('parameters', { project }, { changes, parameter, scope: first })
      const isLayer = first === 'application' || first === 'environment'
      return isLayer
        ? pathTo('parameters', { project }, { changes, parameter, scope: `${first}:${second}` })
        : pathTo('parameters', { project }, { changes, view: 'form', parameter, scope: `${first}/${second}` })
    }
    case 'repository':
    case 'application':
    case 'environment':
    case 'deployment':
      return pathTo('parameters', { project }, { changes, view: 'resources', dialog: source.document })
    case 'layout':
    case 'qvs-config':
    case 'pipeline':
    case 'module':
    case 'rules':
    case undefined:
      return source.line === undefined
        ? pathTo('adapters', { project }, { search: adapterOfPipeline?.(source.document.replace(/^pipeline\//, '')) })
        : pathTo('adapters', { project }, { source: source.document, line: String(source.line) })
  }
}

/** Words that a chain needs, in the person's language. */
export interface ChainWords {
  readonly layer: (layer: Layer) => string
  readonly none: string
}

/** One link of a chain as it is shown: what a layer says, where, whether it counts, and the way there. */
export interface PlacedLink {
  readonly layer: string
  readonly source: string
  readonly value: string
  readonly isSaid: boolean
  readonly isWinner: boolean
  readonly to: string | undefined
}

/** A chain ready to be shown. A secret stands as the key that it refers to. */
export function placedLinks(
  words: ChainWords,
  about: ChainOf & { readonly secret?: string | undefined },
  chain: readonly Origin[],
): readonly PlacedLink[] {
  return chain.map(({ layer, value, expression, source, won }) => {
    const said = expression ?? value
    const isSaid = said !== undefined || won
    return {
      layer: words.layer(layer),
      source: isSaid ? (source?.text ?? '') : '',
      value: won && about.secret !== undefined ? about.secret : (said ?? words.none),
      isSaid,
      isWinner: won,
      to: isSaid ? placeOfOrigin(about, source) : undefined,
    }
  })
}
