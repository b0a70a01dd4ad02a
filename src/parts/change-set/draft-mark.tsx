import { Cloud, CloudOff, Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import type { DraftState } from '#client/change-set/use-draft.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { RelativeTime } from '#ui/text/values.tsx'
import { changeSetMessages } from './change-set-messages.ts'
import './draft-mark.css'

export interface DraftMarkProps {
  readonly draft: DraftState
  /** How many documents differ from what is published. */
  readonly changes: number
  readonly editable: boolean
}

/** Where the draft is saved, and since when. */
export function DraftMark({ draft, changes, editable }: DraftMarkProps): ReactNode {
  const t = useMessages(changeSetMessages)
  if (!editable) {
    return (
      <span className="lw-draft-mark" role="status">
        <Lock size={16} aria-hidden /> {t('readOnly')}
      </span>
    )
  }
  const isAway = draft.kind === 'browser' || draft.kind === 'failed'
  return (
    <span className="lw-draft-mark" role="status">
      {isAway ? <CloudOff size={16} aria-hidden /> : <Cloud size={16} aria-hidden />}
      <span className="lw-ellipsis">
        <DraftWords draft={draft} changes={changes} />
      </span>
    </span>
  )
}

function DraftWords({ draft, changes }: Pick<DraftMarkProps, 'draft' | 'changes'>): ReactNode {
  const t = useMessages(changeSetMessages)
  if (changes === 0 && draft.kind !== 'saving') return t('asPublished')
  switch (draft.kind) {
    case 'server':
      return draft.at === undefined ? t('draft') : t.nodes('draftSaved', { ago: <RelativeTime at={draft.at} ago /> })
    case 'browser':
      return t('draftOffline')
    case 'failed':
      return t('draftLost')
    case 'saving':
      return t('draftSaving')
    case 'none':
      return t('draft')
  }
}
