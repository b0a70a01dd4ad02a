import { uiMessages } from '../ui-messages.ts'
import { useMessages } from '../i18n/use-messages.tsx'
import './skeleton.css'

/** Grey bars in place of rows that are still loading. */
export function Skeleton({ rows, height = 20 }: { readonly rows: number; readonly height?: number }) {
  const t = useMessages(uiMessages)
  return (
    <div className="lw-skeleton" role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} className="lw-skeleton-bar" style={{ height }} />
      ))}
    </div>
  )
}
