import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Input } from 'react-aria-components/Input'
import { Menu as AriaMenu } from 'react-aria-components/Menu'
import { TextField } from 'react-aria-components/TextField'
import { Search } from 'lucide-react'
import { MenuItem, MenuSection } from '#ui/menu.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { PointPopover } from '#ui/point-popover.tsx'
import type { Insertable } from './designer-context.ts'
import { draggedText } from './dragged.ts'
import { designerMessages } from './messages.ts'
import { type Entry, type Group, useAdapterGroups, useGateGroups, usePipelineGroups } from './palette-entries.tsx'
import { fitsByName, type Pulling } from './pulling.ts'

export interface QuickAddProps {
  readonly at: { readonly x: number; readonly y: number }
  /** The link that was pulled here: only what can take it is offered. */
  readonly pulling: Pulling | undefined
  readonly onChoose: (what: Insertable) => void
  readonly onClose: () => void
}

/** What can be put where one is: a search over everything in the palette. */
export function QuickAdd({ at, pulling, onChoose, onClose }: QuickAddProps) {
  const t = useMessages(designerMessages)
  const groups = fitting([...useAdapterGroups(), ...usePipelineGroups(), ...useGateGroups()], pulling)
  const entries = new Map(groups.flatMap((group) => group.entries).map((entry) => [draggedText(entry.what), entry]))
  const label = pulling === undefined ? t('insertHere') : t('insertFor', { name: nameOf(pulling) })
  return (
    <PointPopover at={at} label={label} onClose={onClose}>
      <div className="lw-quick-add">
        <Autocomplete filter={containsAll}>
          <TextField className="lw-quick-add-field" aria-label={label} autoFocus>
            <Search size={16} aria-hidden />
            <Input className="lw-quick-add-input" placeholder={label} />
          </TextField>
          <AriaMenu
            className="lw-menu lw-quick-add-list"
            aria-label={label}
            onAction={(key) => {
              const entry = entries.get(String(key))
              onClose()
              if (entry !== undefined) onChoose(entry.what)
            }}
            renderEmptyState={() => <p className="lw-muted lw-pad">{t('nothingFits')}</p>}
          >
            {groups.map((group, index) => (
              <MenuSection key={index} title={group.title}>
                {group.entries.map((entry) => (
                  <MenuItem
                    key={draggedText(entry.what)}
                    id={draggedText(entry.what)}
                    textValue={`${entry.title} ${entry.text}`}
                    icon={entry.icon}
                    description={entry.text}
                  >
                    {entry.title}
                  </MenuItem>
                ))}
              </MenuSection>
            ))}
          </AriaMenu>
        </Autocomplete>
      </div>
    </PointPopover>
  )
}

function nameOf(pulling: Pulling): string {
  return pulling.kind === 'result' ? pulling.result : pulling.kind === 'input' ? pulling.input : pulling.from
}

/** Entries that can be used and that can take what was pulled: a value by the name of a parameter, order by any stage. */
function fitting(groups: readonly Group[], pulling: Pulling | undefined): readonly Group[] {
  const fits = (entry: Entry): boolean => {
    if (entry.off !== undefined) return false
    if (pulling === undefined) return true
    if (pulling.kind === 'order') return true
    return entry.takes.some((parameter) => fitsByName(parameter, nameOf(pulling)))
  }
  const seen = new Set<string>()
  return groups
    .map((group) => ({
      ...group,
      entries: group.entries.filter((entry) => {
        const key = draggedText(entry.what)
        if (seen.has(key) || !fits(entry)) return false
        seen.add(key)
        return true
      }),
    }))
    .filter((group) => group.entries.length > 0)
}

function containsAll(text: string, typed: string): boolean {
  const folded = text.toLowerCase()
  return typed
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .every((word) => folded.includes(word))
}
