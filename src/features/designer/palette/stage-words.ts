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
