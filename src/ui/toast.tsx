import { Button as AriaButton } from 'react-aria-components/Button'
import { Text } from 'react-aria-components/Text'
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as AriaToastRegion,
} from 'react-aria-components/Toast'
import { X } from 'lucide-react'
import { uiMessages } from './ui-messages.ts'
import { useMessages } from './i18n/use-messages.tsx'
import './toast.css'

export interface Toast {
  readonly text: string
  /** Takes back what the toast tells. */
  readonly onUndo?: () => void
}

const queue = new ToastQueue<Toast>({ maxVisibleToasts: 3 })

/** Tells what needs no answer; with `onUndo` it can be taken back for as long as it shows. */
export function showToast(toast: Toast): void {
  openToast(toast)
}

/** Shows a toast; answers what closes it early. */
export function openToast(toast: Toast): () => void {
  const key = queue.add(toast, { timeout: toast.onUndo === undefined ? 5000 : 8000 })
  return () => queue.close(key)
}

/** Where toasts appear: once, in the shell. */
export function ToastRegion() {
  const t = useMessages(uiMessages)
  return (
    <AriaToastRegion queue={queue} className="lw-toasts" aria-label={t('notifications')}>
      {({ toast }) => (
        <AriaToast toast={toast} className="lw-toast">
          <ToastContent className="lw-grow">
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          {toast.content.onUndo === undefined ? null : (
            <AriaButton
              className="lw-button"
              data-kind="quiet"
              onPress={() => {
                toast.content.onUndo?.()
                queue.close(toast.key)
              }}
            >
              {t('undo')}
            </AriaButton>
          )}
          <AriaButton slot="close" className="lw-icon-button" aria-label={t('dismiss')}>
            <X size={14} aria-hidden />
          </AriaButton>
        </AriaToast>
      )}
    </AriaToastRegion>
  )
}
