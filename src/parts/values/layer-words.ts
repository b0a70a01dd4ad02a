import type { Layer } from '#domain/parameters/resolved.ts'
import type { Translate } from '#ui/i18n/use-messages.tsx'
import type { valueMessages } from './value-messages.ts'

const layerWords = {
  line: 'layerLine',
  deployment: 'layerDeployment',
  environment: 'layerEnvironment',
  application: 'layerApplication',
  project: 'layerProject',
  derived: 'layerDerived',
  default: 'layerDefault',
} as const satisfies Record<Layer, keyof typeof valueMessages>

/** A layer's name in the person's language. */
export function layerWord(t: Translate<typeof valueMessages>, layer: Layer): string {
  return t(layerWords[layer])
}
