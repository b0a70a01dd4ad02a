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

const icons = {
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
} satisfies Readonly<Record<string, LucideIcon>>

export interface GroupIconProps {
  readonly group: keyof typeof icons
}

/** The icon of a category of adapters, the same everywhere. */
export function GroupIcon({ group }: GroupIconProps) {
  const Icon = icons[group]
  return <Icon size={16} strokeWidth={1.5} aria-hidden />
}
