import {
  Blocks,
  Bell,
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
import type { AdapterDescription } from '#domain/adapters/description.ts'
import { OutlineIcon } from '#ui/outline-icon.tsx'

const icons: Readonly<Record<AdapterDescription['category'], LucideIcon>> = {
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

/** The adapter's own icon, or that of its group. */
export function AdapterIcon({ adapter }: { readonly adapter: Pick<AdapterDescription, 'category' | 'icon'> }) {
  const Icon = icons[adapter.category]
  return (
    <span className="lw-adapter-icon" aria-hidden>
      {adapter.icon === undefined ? <Icon size={16} strokeWidth={1.5} /> : <OutlineIcon shapes={adapter.icon} />}
    </span>
  )
}
