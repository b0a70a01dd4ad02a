import type { ReactNode } from 'react'
import { Dialog as AriaDialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover as AriaPopover } from 'react-aria-components/Popover'
import './menu.css'

export interface PopoverProps {
  /** A Button or IconButton. */
  readonly trigger: ReactNode
  readonly label: string
  readonly children: ReactNode
  readonly placement?: 'bottom start' | 'bottom end' | 'top end' | 'right top'
  readonly isOpen?: boolean
  readonly onOpenChange?: (isOpen: boolean) => void
}

/** A floating panel at its trigger. Escape or a click outside closes it. */
export function Popover({ trigger, label, children, placement = 'bottom end', isOpen, onOpenChange }: PopoverProps) {
  return (
    <DialogTrigger
      {...(isOpen === undefined ? {} : { isOpen })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      {trigger}
      <AriaPopover className="lw-popover" placement={placement} offset={6}>
        <AriaDialog aria-label={label} style={{ outline: 'none' }}>
          {children}
        </AriaDialog>
      </AriaPopover>
    </DialogTrigger>
  )
}
