import { type ReactNode, useId } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { X } from 'lucide-react'
import { IconButton } from './button.tsx'
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
  return (
    <ModalOverlay
      className="lw-overlay"
      isOpen={isOpen}
      onOpenChange={(open) => (open ? undefined : onClose())}
      isDismissable={role === 'dialog'}
    >
      <Modal className="lw-modal" data-size={size}>
        <AriaDialog className="lw-dialog" role={role} aria-labelledby={titleId}>
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
