import type { ReactNode, RefObject } from 'react'
import { Menu as AriaMenu } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import './menu.css'

export interface MenuPopoverProps {
  /** The button from which it opens; it exists before the menu is loaded. */
  readonly triggerRef: RefObject<HTMLButtonElement | null>
  readonly label: string
  readonly placement: 'bottom start' | 'bottom end'
  readonly onClose: () => void
  readonly onAction: (id: string) => void
  /** MenuItem and MenuSection elements. */
  readonly children: ReactNode
}

/** An open menu below a button that need not know of it. */
export function MenuPopover({ triggerRef, label, placement, onClose, onAction, children }: MenuPopoverProps) {
  return (
    <Popover
      isOpen
      onOpenChange={(isOpen) => isOpen || onClose()}
      triggerRef={triggerRef}
      aria-label={label}
      className="lw-popover"
      placement={placement}
      offset={4}
    >
      <AriaMenu
        className="lw-menu"
        aria-label={label}
        autoFocus="first"
        onClose={onClose}
        onAction={(key) => onAction(String(key))}
      >
        {children}
      </AriaMenu>
    </Popover>
  )
}
