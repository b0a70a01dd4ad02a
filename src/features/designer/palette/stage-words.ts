import type { AdapterDescription } from '#domain/adapters/catalog/description.ts'
import type { World } from '#domain/line/world.ts'
import { adaptersOf } from '#domain/parameters/parameter-field.ts'

type Category = AdapterDescription['category']

/** The category of a Pipeline: by the name of its stage, else by its adapters. */
export function categoryOf(world: Pick<World, 'adapters' | 'pipelines'>, pipeline: string): Category {
  if (/(^|-)build($|-)/.test(pipeline)) return 'build'
  if (/(^|-)deploy($|-)/.test(pipeline)) return 'deploy'
  if (/(^|-)(verify|test|check)($|-)/.test(pipeline)) return 'verify'
  return adaptersOf(world, pipeline)[0]?.category ?? 'other'
}
