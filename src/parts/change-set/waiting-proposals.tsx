import { useQuery } from '@tanstack/react-query'
import { GitPullRequestArrow } from 'lucide-react'
import { Link } from 'react-router'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { proposalsOptions } from '#client/queries/proposals.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { RelativeTime } from '#ui/text/values.tsx'
import { waitingMessages } from './waiting-messages.ts'
import '#ui/page/note-bar.css'

/** Waiting proposals, optionally only those that contain one of these documents. */
export function WaitingProposals({
  project,
  documents,
}: {
  readonly project: string
  readonly documents?: readonly string[]
}) {
  const t = useMessages(waitingMessages)
  const { client } = usePlatform()
  const { data } = useQuery(proposalsOptions(client, project))
  const shown = (data?.proposals ?? []).filter(
    (proposal) => documents === undefined || proposal.documents.some((id) => documents.includes(id)),
  )
  return shown.map(({ id, message, author, at }) => (
    <p key={id} className="lw-note-bar" role="status">
      <GitPullRequestArrow size={16} aria-hidden />
      <span>
        {t('waits')} <Link to={pathTo('proposal', { project, proposal: id })}>{message}</Link>{' '}
        <span className="lw-muted">
          {t('by', { name: author.name })} · <RelativeTime at={at} ago />
        </span>
      </span>
    </p>
  ))
}
