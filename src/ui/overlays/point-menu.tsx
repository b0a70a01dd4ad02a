import type { ReactNode } from 'react'
import { type Key, Menu as AriaMenu } from 'react-aria-components/Menu'
import { PointPopover } from './point-popover.tsx'

export interface PointMenuProps {
  readonly at: { readonly x: number; readonly y: number }
  readonly label: string
  /** Its items and sections. */
  readonly children: ReactNode
  readonly onAction: (key: string) => void
  readonly onClose: () => void
}

/** A menu that opens where something happened; it has closed when its action begins. */
export function PointMenu({ at, label, children, onAction, onClose }: PointMenuProps) {
  return (
    <PointPopover at={at} label={label} onClose={onClose}>
      <AriaMenu
        className="lw-menu"
        aria-label={label}
        autoFocus="first"
        onAction={(key: Key) => {
          onClose()
          onAction(String(key))
        }}
      >
        {children}
      </AriaMenu>
    </PointPopover>
  )
}
