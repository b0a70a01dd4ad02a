import { type KeyboardEvent, type ReactNode, useId } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { X } from 'lucide-react'
import { Button, IconButton } from '../button.tsx'
import { isComposing } from '../commands/use-commands.ts'
import { uiMessages } from '../ui-messages.ts'
import { useMessages } from '../i18n/use-messages.tsx'
import './dialog.css'

export interface DialogProps {
  readonly title: string
  readonly isOpen: boolean
  /** Absent if only the dialog's buttons can close it. */
  readonly onClose?: () => void
  readonly children: ReactNode
  /** The buttons; the main action is the last one, and filled. */
  readonly actions?: ReactNode
  /** Adds a button that closes the dialog without changing anything. */
  readonly cancels?: boolean
  readonly size?: 'normal' | 'wide'
  readonly role?: 'dialog' | 'alertdialog'
  /** Hides what is behind it. */
  readonly covers?: boolean
}

export function Dialog(props: DialogProps) {
  const { title, isOpen, onClose, children, actions, cancels = false } = props
  const { size = 'normal', role = 'dialog', covers = false } = props
  const t = useMessages(uiMessages)
  const titleId = useId()
  return (
    <ModalOverlay
      className="lw-overlay"
      data-covers={covers || undefined}
      isOpen={isOpen}
      onOpenChange={(open) => (open ? undefined : onClose?.())}
      isDismissable={role === 'dialog'}
    >
      <Modal className="lw-modal" data-size={size}>
        <div className="lw-dialog-keys" onKeyDownCapture={confirmAnywhere} onKeyDown={confirm}>
          {/* Commands of the page behind must not run, since nobody sees them act. */}
          <AriaDialog className="lw-dialog" role={role} aria-labelledby={titleId} data-keys="own">
            {/* No header and footer: out here, in no part of the page, they would be those of the whole page. */}
            <div className="lw-dialog-head">
              <Heading id={titleId} slot="title" className="lw-dialog-title">
                {title}
              </Heading>
              {onClose === undefined ? null : (
                <IconButton label={t('close')} onPress={onClose}>
                  <X size={16} aria-hidden />
                </IconButton>
              )}
            </div>
            <div className="lw-dialog-body">{children}</div>
            {actions === undefined ? null : (
              <div className="lw-dialog-actions">
                {cancels && onClose !== undefined ? <Button onPress={onClose}>{t('cancel')}</Button> : null}
                {actions}
              </div>
            )}
          </AriaDialog>
        </div>
      </Modal>
    </ModalOverlay>
  )
}

const lines = new Set(['text', 'url', 'password', 'email', 'number', 'tel'])

/** Enter in a single-line field, or on the dialog itself, presses the filled button. */
function confirm(event: KeyboardEvent<HTMLElement>): void {
  const { target } = event
  if (event.defaultPrevented || !(target instanceof Element)) return
  if (isLine(target) || target.getAttribute('role') === 'dialog') pressFilled(event)
}

/** So does Ctrl+Enter or Cmd+Enter anywhere, in the capture phase, since a closed select would open on it. */
function confirmAnywhere(event: KeyboardEvent<HTMLElement>): void {
  if ((event.ctrlKey || event.metaKey) && pressFilled(event)) event.stopPropagation()
}

function pressFilled(event: KeyboardEvent<HTMLElement>): boolean {
  const { target, currentTarget } = event
  if (event.key !== 'Enter' || isComposing(event.nativeEvent)) return false
  // Keys in a menu that a field has opened bubble through React, though its element is elsewhere.
  if (!(target instanceof Element) || !currentTarget.contains(target)) return false
  const button = currentTarget.querySelector<HTMLElement>('.lw-dialog-actions > .lw-button[data-kind="primary"]')
  if (button === null) return false
  event.preventDefault()
  button.click()
  return true
}

/** Whether this is a plain single-line field: comboboxes and fields of a form have their own use for Enter. */
function isLine(target: Element): boolean {
  return (
    target instanceof HTMLInputElement &&
    lines.has(target.type) &&
    target.form === null &&
    target.getAttribute('role') !== 'combobox'
  )
}
