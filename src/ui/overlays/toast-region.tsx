import { Button as AriaButton } from 'react-aria-components/Button'
import { Text } from 'react-aria-components/Text'
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as AriaToastRegion,
} from 'react-aria-components/Toast'
import { X } from 'lucide-react'
import { useEffect } from 'react'
import { lateUiMessages } from '../late-ui-messages.ts'
import { useMessages } from '../i18n/use-messages.tsx'
import './toast.css'

export interface Toast {
  readonly text: string
  /** Undoes what the toast reports. */
  readonly onUndo?: () => void
}

const queue = new ToastQueue<Toast>({ maxVisibleToasts: 3 })

/** Returns a function that closes it. */
export function addToast(toast: Toast): () => void {
  const key = queue.add(toast, { timeout: toast.onUndo === undefined ? 5000 : 8000 })
  return () => queue.close(key)
}

export function Region() {
  const t = useMessages(lateUiMessages)
  useF6Onwards()
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

/**
 * F6 goes to the toasts from anywhere, but the library would keep it there, knowing no other panes. This lets it go on
 * to the page's.
 */
function useF6Onwards(): void {
  useEffect(() => {
    const goOn = (event: Event): void => event.preventDefault()
    document.addEventListener('react-aria-landmark-navigation', goOn)
    return () => document.removeEventListener('react-aria-landmark-navigation', goOn)
  }, [])
}
