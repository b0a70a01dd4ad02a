import type { ReactNode } from 'react'
import { RotateCcw } from 'lucide-react'
import { Button } from '../button.tsx'
import { CopyButton } from '../copy-button.tsx'
import { StateShape } from '../state-mark.tsx'
import { uiMessages } from '../ui-messages.ts'
import { useMessages } from '../i18n/use-messages.tsx'
import './error-panel.css'

export interface ErrorPanelProps {
  /** What happened, in one sentence. */
  readonly what: string
  /** Details, in the words of whoever reported it. */
  readonly said?: string | undefined
  readonly where?: string | undefined
  readonly fix?: string | undefined
  /** Technical text, folded away. */
  readonly detail?: string | undefined
  readonly onRetry?: (() => void) | undefined
  readonly action?: ReactNode
}

/** An error in the order that helps: what, where, what to do. */
export function ErrorPanel({ what, said, where, fix, detail, onRetry, action }: ErrorPanelProps) {
  const t = useMessages(uiMessages)
  return (
    <div className="lw-error" role="alert">
      <p className="lw-error-what">
        <StateShape state="failed" />
        <span>{what}</span>
      </p>
      {said === undefined || said === what ? null : <p>{said}</p>}
      {where === undefined ? null : <p className="lw-muted">{t('where', { place: where })}</p>}
      {fix === undefined ? null : <p>{t('whatToDo', { fix })}</p>}
      {detail === undefined ? null : (
        <details className="lw-error-detail">
          <summary>{t('detail')}</summary>
          <CopyButton text={detail} />
          <pre tabIndex={0}>{detail}</pre>
        </details>
      )}
      {onRetry === undefined && action === undefined ? null : (
        <div className="lw-row">
          {onRetry === undefined ? null : (
            <Button icon={<RotateCcw size={16} aria-hidden />} onPress={onRetry}>
              {t('retry')}
            </Button>
          )}
          {action}
        </div>
      )}
    </div>
  )
}
