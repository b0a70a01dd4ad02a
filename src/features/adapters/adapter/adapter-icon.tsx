import type { AdapterDescription } from '#domain/adapters/catalog/description.ts'
import { GroupIcon } from '#ui/group-icon.tsx'
import { OutlineIcon } from '#ui/outline-icon.tsx'

/** The adapter's own icon, or that of its group. */
export function AdapterIcon({ adapter }: { readonly adapter: Pick<AdapterDescription, 'category' | 'icon'> }) {
  return (
    <span className="lw-adapter-icon" aria-hidden>
      {adapter.icon === undefined ? <GroupIcon group={adapter.category} /> : <OutlineIcon shapes={adapter.icon} />}
    </span>
  )
}
