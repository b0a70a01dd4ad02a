import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { X } from 'lucide-react'
import { IconButton } from './button.tsx'
import { isComposing } from './commands/use-commands.ts'
import { uiMessages } from './ui-messages.ts'
import { useMessages } from './i18n/use-messages.tsx'
import './dialog.css'

export interface DialogProps {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  /** Buttons; the one that acts comes last and is the filled one. */
  readonly actions?: ReactNode
  readonly size?: 'normal' | 'wide'
  readonly role?: 'dialog' | 'alertdialog'
}

export function Dialog({ title, isOpen, onClose, children, actions, size = 'normal', role = 'dialog' }: DialogProps) {
  const t = useMessages(uiMessages)
  const titleId = useId()
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const dialog = element.current
    if (!isOpen || dialog === null) return undefined
    /** Enter on the dialog itself, and with Ctrl or Cmd anywhere in it, does what its filled button does. */
    function confirm(event: KeyboardEvent): void {
      const isMeant =
        event.ctrlKey ||
        event.metaKey ||
        (event.target instanceof Element && event.target.getAttribute('role') === 'dialog')
      if (event.key !== 'Enter' || event.defaultPrevented || isComposing(event) || !isMeant) return
      const button = dialog?.querySelector<HTMLElement>('.lw-dialog-actions > .lw-button[data-kind="primary"]')
      if (button === null || button === undefined) return
      event.preventDefault()
      button.click()
    }
    dialog.addEventListener('keydown', confirm)
    return () => dialog.removeEventListener('keydown', confirm)
  }, [isOpen])
  return (
    <ModalOverlay
      className="lw-overlay"
      isOpen={isOpen}
      onOpenChange={(open) => (open ? undefined : onClose())}
      isDismissable={role === 'dialog'}
    >
      <Modal ref={element} className="lw-modal" data-size={size}>
        {/* What is behind a dialog hears no keys: a command there would act on what nobody sees. */}
        <AriaDialog className="lw-dialog" role={role} aria-labelledby={titleId} data-keys="own">
          <header className="lw-dialog-head">
            <Heading id={titleId} slot="title" className="lw-dialog-title">
              {title}
            </Heading>
            <IconButton label={t('close')} onPress={onClose}>
              <X size={16} aria-hidden />
            </IconButton>
          </header>
          <div className="lw-dialog-body">{children}</div>
          {actions === undefined ? null : <footer className="lw-dialog-actions">{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
