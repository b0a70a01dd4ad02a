import { parseDocumentId } from '#domain/documents.ts'
import type { Layer, Origin } from '#domain/parameters/resolved.ts'
import { pathTo } from './paths.ts'

/** The owner of a chain, and where it is shown. */
export interface ChainOf {
  readonly project: string
  readonly parameter: string
  /** Subject of the change set in which the chain is shown; links lead into that change set. */
  readonly changes?: string | undefined
  /** The adapter that gave a Pipeline a parameter, by the Pipeline's name. */
  readonly adapterOfPipeline?: (pipeline: string) => string | undefined
}

/** The change set that the page of values shows by default. */
const usual = 'project'

/** Address of the place that gives a link of a chain its value; undefined if there is no such page. */
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

/** One link of a chain as shown: the layer's value, where it is set, whether it won, and the address. */
export interface PlacedLink {
  readonly layer: string
  readonly source: string
  readonly value: string
  readonly isSaid: boolean
  readonly isWinner: boolean
  readonly to: string | undefined
}

/** A chain ready to be shown; secrets by their keys. */
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
