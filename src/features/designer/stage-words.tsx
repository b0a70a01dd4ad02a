import {
  Bell,
  Blocks,
  Database,
  GitBranch,
  Hammer,
  Hexagon,
  type LucideIcon,
  Radar,
  Rocket,
  ServerCog,
  ShieldCheck,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { AdapterDescription } from '#domain/adapters/description.ts'
import type { World } from '#domain/line/world.ts'
import { adaptersOf } from '#domain/parameters/parameter-field.ts'

type Category = AdapterDescription['category']

const icons: Readonly<Record<Category, LucideIcon>> = {
  source: GitBranch,
  build: Hammer,
  scan: Radar,
  deploy: Rocket,
  verify: ShieldCheck,
  approve: Hexagon,
  notify: Bell,
  infrastructure: ServerCog,
  data: Database,
  other: Blocks,
}

export function CategoryIcon({ category }: { readonly category: Category }): ReactNode {
  const Icon = icons[category]
  return <Icon size={16} strokeWidth={1.5} aria-hidden />
}

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
