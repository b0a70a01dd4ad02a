import { ChevronRight } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { countChanges, diffRows } from '#ui/diff/diff-lines.ts'
import { DiffView } from '#ui/diff/diff-view.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { type DiffTrace, TracedDiff } from '../manifests/traced-diff.tsx'
import { changeSetMessages } from './change-set-messages.ts'
import { diffTitles } from './diff-titles.ts'
import './folded-diff.css'

export interface FoldedDiffProps {
  readonly path: string
  readonly before: string
  readonly after: string
  /** Origins of the lines, for manifests. */
  readonly trace?: DiffTrace | undefined
}

/** A folded file with its counts; the diff is rendered when it is unfolded. */
export function FoldedDiff({ path, before, after, trace }: FoldedDiffProps): ReactNode {
  const t = useMessages(changeSetMessages)
  const [isOpen, setOpen] = useState(false)
  const counts = useMemo(() => countChanges(diffRows(before, after)), [before, after])
  return (
    <details className="lw-folded-diff" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <ChevronRight size={16} aria-hidden />
        <span className="lw-mono">{path}</span>
        <span className="lw-num" aria-hidden>
          +{counts.added} −{counts.removed}
        </span>
        <span className="lw-hidden">{t('lineCounts', counts)}</span>
      </summary>
      {isOpen ? <Difference {...{ path, before, after, trace }} /> : null}
    </details>
  )
}

function Difference({ path, before, after, trace }: FoldedDiffProps) {
  const t = useMessages(changeSetMessages)
  const diff = { before, after, label: t('diffOf', { name: path }), ...diffTitles(t, before, after) }
  return trace === undefined ? <DiffView {...diff} /> : <TracedDiff {...diff} trace={trace} />
}
