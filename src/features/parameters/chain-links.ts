import { placeOfOrigin } from '#client/value-places.ts'
import type { Layer, Origin } from '#domain/parameters/resolved.ts'
import type { Translate } from '#ui/i18n/use-messages.tsx'
import type { ChainLink } from '#ui/value-chain.tsx'
import type { parametersMessages } from './messages.ts'

const layerWords = {
  line: 'layerLine',
  deployment: 'layerDeployment',
  environment: 'layerEnvironment',
  application: 'layerApplication',
  project: 'layerProject',
  derived: 'layerDerived',
  default: 'layerDefault',
} as const satisfies Record<Layer, keyof typeof parametersMessages>

/** The name of a layer in the person's language. */
export function layerWord(t: Translate<typeof parametersMessages>, layer: Layer): string {
  return t(layerWords[layer])
}

/** The links of a chain as the widget shows them. */
export function chainLinks(
  t: Translate<typeof parametersMessages>,
  {
    project,
    parameter,
    secret,
  }: { readonly project: string; readonly parameter: string; readonly secret?: string | undefined },
  chain: readonly Origin[],
): readonly ChainLink[] {
  return chain.map(({ layer, value, expression, source, won }) => {
    const said = expression ?? value
    const isSaid = said !== undefined || won
    return {
      layer: layerWord(t, layer),
      source: isSaid ? (source?.text ?? '') : '',
      value: won && secret !== undefined ? secret : (said ?? t('none')),
      isSaid,
      isWinner: won,
      to: isSaid ? placeOfOrigin(project, parameter, source) : undefined,
    }
  })
}
