import { remembered } from '../../remember.ts'
import { paramReferences } from '../compile/interpolate.ts'
import { shortPattern } from '../compile/placeholders.ts'
import { parseQvsConfig } from './qvs-config.ts'
import type { TakenParam, TakenParams } from './taken-param.ts'

/** How a QVS Config uses each parameter it passes to adapters. If several fields use one, the first that takes it unchanged counts. */
export const takenParams: (text: string) => TakenParams = remembered(takenBy, 500)

function takenBy(text: string): TakenParams {
  const { params, designPatterns } = parseQvsConfig(text).config
  const types = new Map(params.map(({ name, type }) => [name, type]))
  const taken: Record<string, TakenParam> = {}
  for (const { pattern, params: given } of designPatterns) {
    for (const { name, path, isPart } of paramReferences(given)) {
      const type = types.get(name)
      const before = taken[name]
      if (type === undefined || before?.path !== undefined || (isPart && before !== undefined)) continue
      taken[name] = { adapter: shortPattern(pattern), type, ...(isPart ? {} : { path }) }
    }
  }
  return taken
}
