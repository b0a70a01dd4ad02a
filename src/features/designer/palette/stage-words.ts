import type { AdapterDescription } from '#domain/adapters/catalog/description.ts'
import type { World } from '#domain/line/world.ts'
import { adaptersOf } from '#domain/parameters/parameter-field.ts'

type Category = AdapterDescription['category']

/** What a Pipeline is for: what its stage is called, then what its adapters are for. */
export function categoryOf(world: Pick<World, 'adapters' | 'pipelines'>, pipeline: string): Category {
  if (/(^|-)build($|-)/.test(pipeline)) return 'build'
  if (/(^|-)deploy($|-)/.test(pipeline)) return 'deploy'
  if (/(^|-)(verify|test|check)($|-)/.test(pipeline)) return 'verify'
  return adaptersOf(world, pipeline)[0]?.category ?? 'other'
}

/** The name on a card leaves out what the lane says (look, note 2); what verifies a whole environment keeps its name. */
export function shortStageName(name: string, lane: string): string {
  if (!name.endsWith(`-${lane}`)) return name
  const short = name.slice(0, -lane.length - 1)
  return short === 'verify' ? name : short
}
