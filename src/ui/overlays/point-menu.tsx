import type { ReactNode } from 'react'
import { type Key, Menu as AriaMenu } from 'react-aria-components/Menu'
import { PointPopover } from './point-popover.tsx'

export interface PointMenuProps {
  readonly at: { readonly x: number; readonly y: number }
  readonly label: string
  /** MenuItem and MenuSection elements. */
  readonly children: ReactNode
  readonly onAction: (key: string) => void
  readonly onClose: () => void
}

/** A menu at a point of the window. It closes before its action runs. */
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
