import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { moduleMessages } from './module-messages.ts'

interface RemoveDialogProps {
  readonly name: string
  readonly applications: readonly string[]
  readonly onRemove: () => void
  readonly onClose: () => void
}

/** Asks before removing a module that applications use: without it their stages have no pipelines. */
export function RemoveDialog({ name, applications, onRemove, onClose }: RemoveDialogProps) {
  const t = useMessages(moduleMessages)
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title={t('removeMessage', { name })}
      onClose={onClose}
      cancels
      actions={
        <Button kind="danger" onPress={onRemove}>
          {t('remove')}
        </Button>
      }
    >
      <p>{t('removeUsed', { applications: applications.join(', ') })}</p>
    </Dialog>
  )
}
