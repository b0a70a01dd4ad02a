import { parseDocumentId } from '#domain/documents.ts'
import type { Layer, Origin } from '#domain/parameters/resolved.ts'
import { pathTo } from './paths.ts'

/** The adapter that gave a Pipeline a parameter, by the Pipeline's name. */
type AdapterOfPipeline = (pipeline: string) => string | undefined

/** Where a link of a value's chain is said, as an address; undefined where there is nothing to go to. */
export function placeOfOrigin(
  project: string,
  parameter: string,
  source: Origin['source'],
  adapterOfPipeline: AdapterOfPipeline = () => undefined,
): string | undefined {
  if (source === undefined) return undefined
  const { kind, names } = parseDocumentId(source.document) ?? {}
  const [first = '', second] = names ?? []
  switch (kind) {
    case 'line':
      return pathTo('line', { project, line: first }, { select: source.text.split('.')[0], tab: 'parameters' })
    case 'parameters': {
      if (second === undefined) return pathTo('parameters', { project }, { parameter, scope: first })
      const isLayer = first === 'application' || first === 'environment'
      return isLayer
        ? pathTo('parameters', { project }, { parameter, scope: `${first}:${second}` })
        : pathTo('parameters', { project }, { view: 'form', parameter, scope: `${first}/${second}` })
    }
    case 'repository':
    case 'application':
    case 'environment':
    case 'deployment':
      return pathTo('parameters', { project }, { view: 'resources', dialog: source.document })
    case 'layout':
    case 'qvs-config':
    case 'pipeline':
    case 'module':
    case 'rules':
    case undefined:
      return pathTo(
        'adapters',
        { project },
        {
          search:
            source.line === undefined
              ? adapterOfPipeline(source.document.replace(/^pipeline\//, ''))
              : adapterOf(source.document),
        },
      )
  }
}

/** The folder of an adapter's source file is part of its name. */
function adapterOf(file: string): string {
  return file.split('/').slice(-3, -1).join('/')
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
  about: {
    readonly project: string
    readonly parameter: string
    readonly secret?: string | undefined
    readonly adapterOfPipeline?: AdapterOfPipeline
  },
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
      to: isSaid ? placeOfOrigin(about.project, about.parameter, source, about.adapterOfPipeline) : undefined,
    }
  })
}
