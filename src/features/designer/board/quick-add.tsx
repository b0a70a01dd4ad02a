import { useMessages } from '#ui/i18n/use-messages.tsx'
import { PickList } from '#ui/overlays/pick-menu.tsx'
import { PointPopover } from '#ui/overlays/point-popover.tsx'
import type { Insertable } from '../designer-context.tsx'
import { draggedText, droppedOf } from '../palette/dragged.ts'
import { designerMessages } from '../messages.ts'
import {
  type Entry,
  type Group,
  useAdapterAndTemplateGroups,
  useGateGroups,
  usePipelineGroups,
} from '../palette/palette-entries.tsx'
import { fitsByName, type Pulling, wordOfPulling } from './pulling.ts'

export interface QuickAddProps {
  readonly at: { readonly x: number; readonly y: number }
  /** The link that was dropped here; only entries that can take it are offered. */
  readonly pulling: Pulling | undefined
  readonly onChoose: (what: Insertable) => void
  readonly onClose: () => void
}

/** A search over the whole palette, opened at a point of the board. */
export function QuickAdd({ at, pulling, onChoose, onClose }: QuickAddProps) {
  const t = useMessages(designerMessages)
  const groups = fitting([...useAdapterAndTemplateGroups(), ...usePipelineGroups(), ...useGateGroups()], pulling)
  const label = pulling === undefined ? t('insertHere') : t('insertFor', { name: wordOfPulling(pulling) })
  return (
    <PointPopover at={at} label={label} onClose={onClose}>
      <PickList
        label={label}
        sections={() =>
          groups.map(({ title, entries }) => ({
            title,
            items: entries.map((entry) => ({
              id: draggedText(entry.what),
              textValue: entry.title,
              description: entry.text,
              icon: entry.icon,
              found: entry.found ?? '',
            })),
          }))
        }
        onPick={(id) => {
          const what = droppedOf(id)
          onClose()
          if (what !== undefined) onChoose(what)
        }}
      />
    </PointPopover>
  )
}

/** The entries that can take the pulled link: by a parameter's name for a value, any stage for order. */
function fitting(groups: readonly Group[], pulling: Pulling | undefined): readonly Group[] {
  const fits = (entry: Entry): boolean => {
    if (entry.off !== undefined) return false
    if (pulling === undefined || pulling.kind === 'order') return true
    return entry.takes.some((parameter) => fitsByName(parameter, wordOfPulling(pulling)))
  }
  // An exact parameter name comes first: most likely it is what was meant.
  const rank = ({ entries }: Group): number => Number(!entries.some((entry) => takesByName(entry, pulling)))
  const seen = new Set<string>()
  return groups
    .map((group) => ({
      ...group,
      entries: group.entries
        .filter((entry) => {
          const key = draggedText(entry.what)
          if (seen.has(key) || !fits(entry)) return false
          seen.add(key)
          return true
        })
        .toSorted((a, b) => Number(takesByName(b, pulling)) - Number(takesByName(a, pulling))),
    }))
    .toSorted((a, b) => rank(a) - rank(b))
}

function takesByName({ takes }: Entry, pulling: Pulling | undefined): boolean {
  if (pulling === undefined || pulling.kind === 'order') return false
  const wanted = wordOfPulling(pulling).toLowerCase()
  return takes.some((parameter) => parameter.toLowerCase() === wanted)
}
