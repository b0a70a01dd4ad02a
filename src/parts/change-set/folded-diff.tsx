import { ChevronRight } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { countChanges, diffRows } from '#ui/diff-lines.ts'
import { DiffView } from '#ui/diff-view.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { changeSetMessages } from './change-set-messages.ts'

export interface FoldedDiffProps {
  readonly path: string
  readonly before: string
  readonly after: string
  /** The look of the fold where it stands. */
  readonly className: string
}

/** A folded file with its counts; the difference is drawn when it is opened. */
export function FoldedDiff({ path, before, after, className }: FoldedDiffProps): ReactNode {
  const t = useMessages(changeSetMessages)
  const [isOpen, setOpen] = useState(false)
  const counts = useMemo(() => countChanges(diffRows(before, after)), [before, after])
  return (
    <details className={className} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <ChevronRight size={16} aria-hidden />
        <span className="lw-mono">{path}</span>
        <span className="lw-num" aria-hidden>
          +{counts.added} −{counts.removed}
        </span>
        <span className="lw-hidden">{t('lineCounts', counts)}</span>
      </summary>
      {isOpen ? (
        <DiffView
          label={t('diffOf', { name: path })}
          before={before}
          after={after}
          beforeTitle={t('published')}
          afterTitle={t('draft')}
          sideBySide={false}
        />
      ) : null}
    </details>
  )
}
