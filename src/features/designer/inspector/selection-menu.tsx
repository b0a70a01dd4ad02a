import { MoreHorizontal } from 'lucide-react'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { CommandsButton } from '../commands-button.tsx'
import { useSelected } from '../designer-context.tsx'
import { actionMessages } from '../line/action-messages.ts'

/** The board's context menu, opened from the inspector's heading. */
export function SelectionMenu({ name, kind }: { readonly name: string; readonly kind: 'card' | 'gate' }) {
  const t = useMessages(actionMessages)
  const { selection } = useSelected()
  const isMany = selection.size > 1
  const menu = isMany ? 'cards' : kind
  return (
    <CommandsButton
      label={isMany ? t('menuOfMany', { count: selection.size }) : t('menuOf', { name })}
      has={({ id, menus }) => id !== 'designer.open' && menus?.includes(menu) === true}
    >
      <MoreHorizontal size={16} aria-hidden />
    </CommandsButton>
  )
}
