import { type ReactNode, useRef } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Popover as AriaPopover } from 'react-aria-components/Popover'
import './menu.css'

export interface PointPopoverProps {
  /** A point of the window. */
  readonly at: { readonly x: number; readonly y: number }
  readonly label: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A floating panel at a point, such as the pointer's. Escape or a click outside closes it. */
export function PointPopover({ at, label, onClose, children }: PointPopoverProps) {
  const anchor = useRef<HTMLSpanElement>(null)
  return (
    <>
      <span ref={anchor} className="lw-point" style={{ left: at.x, top: at.y }} aria-hidden />
      <AriaPopover
        className="lw-popover"
        triggerRef={anchor}
        placement="bottom start"
        offset={2}
        isOpen
        onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      >
        <AriaDialog aria-label={label} style={{ outline: 'none' }}>
          {children}
        </AriaDialog>
      </AriaPopover>
    </>
  )
}
