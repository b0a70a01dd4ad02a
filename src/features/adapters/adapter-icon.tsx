import { Blocks, Hammer, type LucideIcon, Rocket, ServerCog, ShieldCheck } from 'lucide-react'
import type { AdapterDescription } from '#domain/adapters/description.ts'

const icons: Readonly<Record<AdapterDescription['category'], LucideIcon>> = {
  build: Hammer,
  deploy: Rocket,
  verify: ShieldCheck,
  infrastructure: ServerCog,
  other: Blocks,
}

export function AdapterIcon({ category }: { readonly category: AdapterDescription['category'] }) {
  const Icon = icons[category]
  return (
    <span className="lw-adapter-icon" aria-hidden>
      <Icon size={16} strokeWidth={1.5} />
    </span>
  )
}
