import { GitPullRequestArrow } from 'lucide-react'
import { Link } from 'react-router'
import type { z } from 'zod'
import type { listGates } from '#contract/gates.ts'
import { pathTo } from '#client/paths.ts'
import { useNow } from '#ui/clock.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { gateMessages } from './messages.ts'

interface ProposalRowProps {
  readonly project: string
  readonly proposal: z.output<typeof listGates.response>['proposals'][number]
  /** Whether this person may merge it. */
  readonly isMine: boolean
}

/** A proposal in the inbox: what it is, by whom, since when. */
export function ProposalRow({ project, proposal: { id, message, author, at }, isMine }: ProposalRowProps) {
  const t = useMessages(gateMessages)
  const format = useFormat()
  const now = useNow()
  return (
    <li className="lw-inbox-row">
      <span className="lw-inbox-state">
        <GitPullRequestArrow size={18} aria-hidden />
      </span>
      <div className="lw-inbox-what">
        <span className="lw-inbox-title">
          <Link data-gate to={pathTo('proposal', { project, proposal: id })}>
            {message}
          </Link>
        </span>
        <span className="lw-muted">{t('proposedBy', { person: author.name })}</span>
      </div>
      <div className="lw-inbox-when">
        {isMine ? <strong>{t('mayMerge')}</strong> : null}
        <time className="lw-muted" dateTime={at} title={format.dateTime(at)}>
          {t('waitsFor', { age: format.age(at, now) })}
        </time>
      </div>
    </li>
  )
}
