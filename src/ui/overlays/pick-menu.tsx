import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { Search } from 'lucide-react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Input } from 'react-aria-components/Input'
import { Menu as AriaMenu, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { TextField } from 'react-aria-components/TextField'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { isComposing } from '../commands/use-commands.ts'
import { useMessages } from '../i18n/use-messages.tsx'
import { MenuItem, type MenuItemProps, MenuSection } from './menu.tsx'
import { lateUiMessages } from '../late-ui-messages.ts'
import './pick-menu.css'

export interface PickSection {
  readonly title: string
  readonly items: readonly PickItem[]
}

export interface PickItem extends Omit<MenuItemProps, 'children'> {
  /** More words for the search. */
  readonly found?: string
}

export interface PickMenuProps {
  /** A Button or IconButton. */
  readonly trigger: ReactNode
  readonly label: string
  /** Called when the menu opens, so that long lists cost nothing before. */
  readonly sections: () => readonly PickSection[]
  readonly onPick: (id: string) => void
}

/** A menu for choosing one of many with a few letters. */
export function PickMenu({ trigger, label, sections, onPick }: PickMenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className="lw-popover" placement="bottom end" offset={4}>
        <AriaDialog aria-label={label} style={{ outline: 'none' }}>
          {({ close }) => (
            <PickList
              label={label}
              sections={sections}
              onPick={(id) => {
                close()
                onPick(id)
              }}
            />
          )}
        </AriaDialog>
      </Popover>
    </MenuTrigger>
  )
}

// Each item costs as much to mount as a form field, and nobody reads more than these.
const mostListed = 50

const unfit = 4

/** How well an item matches: a word of its title, the beginning of one, a part of the title, anything else. */
function rankOf({ textValue, description = '', found = '' }: PickItem, words: readonly string[]): number {
  const title = ` ${textValue
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `
  const rest = `${textValue} ${description} ${found}`.normalize('NFKC').toLowerCase()
  return Math.max(
    ...words.map((word) => {
      if (title.includes(` ${word} `)) return 0
      if (title.includes(` ${word}`)) return 1
      if (title.includes(word)) return 2
      return rest.includes(word) ? 3 : unfit
    }),
  )
}

/** The search and list of a PickMenu, for places that open in another way. */
export function PickList({ label, sections, onPick }: Omit<PickMenuProps, 'trigger'>) {
  const t = useMessages(lateUiMessages)
  const [all] = useState(sections)
  const [typed, setTyped] = useState('')
  const words = typed.normalize('NFKC').trim().toLowerCase().split(/\s+/)
  const ranked = all
    .map((section) => {
      const items = section.items
        .map((item) => ({ item, rank: rankOf(item, words) }))
        .filter(({ rank }) => rank < unfit)
        .toSorted((a, b) => a.rank - b.rank)
      return { ...section, items: items.map(({ item }) => item), rank: items[0]?.rank ?? unfit }
    })
    // Enter picks the first item, so the best match must come first, whatever its section.
    .toSorted((a, b) => a.rank - b.rank)
  let left = mostListed
  const shown = ranked
    .map((section) => {
      const items = section.items.slice(0, left)
      left -= items.length
      return { ...section, items }
    })
    .filter((section) => section.items.length > 0)
  const more = ranked.reduce((count, { items }) => count + items.length, 0) - (mostListed - left)
  /**
   * With nothing highlighted, as before the first letter, Enter picks the first item. Otherwise the event arrives again
   * from the highlighted one.
   */
  function pickFirst(event: KeyboardEvent): void {
    const { target } = event
    const isUnlit = target instanceof HTMLInputElement && !target.hasAttribute('aria-activedescendant')
    const first = shown.flatMap(({ items }) => items).find(({ isDisabled }) => isDisabled !== true)
    if (event.key !== 'Enter' || isComposing(event.nativeEvent) || !isUnlit || first === undefined) return
    event.preventDefault()
    event.stopPropagation()
    onPick(first.id)
  }
  return (
    <div className="lw-pick" onKeyDownCapture={pickFirst}>
      <Autocomplete inputValue={typed} onInputChange={setTyped}>
        <TextField className="lw-pick-field" aria-label={label} autoFocus>
          <Search size={16} aria-hidden />
          <Input className="lw-pick-input" placeholder={label} />
        </TextField>
        {/* The focus stays in the field, so the scrolling list needs a tab stop of its own. */}
        <div className="lw-pick-list" tabIndex={0} role="group" aria-label={label}>
          <AriaMenu
            className="lw-menu"
            aria-label={label}
            onAction={(key) => onPick(String(key))}
            renderEmptyState={() => <p className="lw-muted lw-pad">{t('nothingFound')}</p>}
          >
            {shown.map(({ title, items }, index) => (
              <MenuSection key={index} title={title}>
                {items.map((item) => (
                  <MenuItem key={item.id} {...item} />
                ))}
              </MenuSection>
            ))}
          </AriaMenu>
        </div>
      </Autocomplete>
      {more > 0 ? (
        <p className="lw-muted lw-pick-more" role="status">
          {t('moreFound', { count: more })}
        </p>
      ) : null}
    </div>
  )
}
