import { type ReactNode, type RefObject, Suspense, useRef } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'

export interface MenuButtonProps {
  readonly className: string
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
  /** Starts loading the menu; called on hover and focus. */
  readonly load: () => void
  /** The open menu, usually a lazy component around MenuPopover. */
  readonly menu: (triggerRef: RefObject<HTMLButtonElement | null>) => ReactNode
  readonly children: ReactNode
}

/** A button whose menu is loaded when it is about to be opened, so that pages do not carry it. */
export function MenuButton({ className, isOpen, onOpenChange, load, menu, children }: MenuButtonProps) {
  const trigger = useRef<HTMLButtonElement>(null)
  return (
    <>
      <AriaButton
        ref={trigger}
        className={className}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onHoverStart={load}
        onFocus={load}
        onPress={() => onOpenChange(true)}
      >
        {children}
      </AriaButton>
      <Suspense>{isOpen ? menu(trigger) : null}</Suspense>
    </>
  )
}
