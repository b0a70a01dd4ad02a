import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import type { ProposalView } from '#contract/proposals.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { proposalOptions } from '#client/queries/proposals.ts'
import { useProjectName } from '#client/use-project.ts'
import { useDocumentWords } from '#parts/document-words.ts'
import { Breadcrumb } from '#ui/page/breadcrumb.tsx'
import { Card } from '#ui/card.tsx'
import { DiffView } from '#ui/diff/diff-view.tsx'
import { FailedPage } from '#ui/page/failed-page.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { useTitle } from '#ui/page/slots.tsx'
import { RelativeTime } from '#ui/text/values.tsx'
import { proposalMessages } from './messages.ts'
import { ProposalActions } from './proposal-actions.tsx'
import '#ui/page/page.css'
import './proposal-page.css'

/** A proposal and what became of it: author, reason, its texts, and what others have published meanwhile. */
export function ProposalPage() {
  const t = useMessages(proposalMessages)
  const project = useProjectName()
  const id = useParams()['proposal'] ?? ''
  const { client } = usePlatform()
  const { data, error, refetch } = useQuery(proposalOptions(client, project, id))
  useTitle(data?.message ?? t('proposal'))
  if (error !== null)
    return (
      <FailedPage
        title={t('loadFailed')}
        problem={problemOf(error)}
        onRetry={() => void refetch()}
        back={{ to: pathTo('lines', { project }), title: t('toLines') }}
      />
    )
  if (data === undefined) return <Skeleton rows={8} />
  const { message, author, at, state, closed, branches, parts } = data
  return (
    <div className="lw-page">
      <Breadcrumb crumbs={[{ title: t('lines'), to: pathTo('lines', { project }) }, { title: t('proposal') }]} />
      <ProposalActions project={project} proposal={data} />
      <header className="lw-page-head">
        <h1 className="lw-page-title">{message}</h1>
        <p className="lw-muted">
          {t('proposedBy', { name: author.name })} · <RelativeTime at={at} ago />
        </p>
      </header>
      <p role="status">
        <strong>{t(state)}</strong>
        {closed === undefined ? null : (
          <span className="lw-muted">
            {' '}
            {closed.by === undefined ? t('closedByPush') : t('closedBy', { name: closed.by.name })} ·{' '}
            <RelativeTime at={closed.at} ago />
          </span>
        )}
      </p>
      {parts.some(({ meanwhile }) => meanwhile !== undefined) ? (
        <p className="lw-proposal-overtaken" role="alert">
          <strong>{t('overtaken')}</strong> {t('overtakenText', { name: author.name })}
        </p>
      ) : null}
      {state === 'pending'
        ? branches.map(({ repository, branch, commit }) => (
            <p key={repository}>
              {t('onBranch', { branch, repository })} <code>{commit?.slice(0, 12)}</code>{' '}
              <span className="lw-muted">{t('branchNote')}</span>
            </p>
          ))
        : null}
      {parts.map((part) => (
        <Part key={part.id} part={part} />
      ))}
    </div>
  )
}

function Part({ part }: { readonly part: ProposalView['parts'][number] }) {
  const t = useMessages(proposalMessages)
  const name = useDocumentWords()(part.id)
  const { before, after, meanwhile } = part
  const from = before === undefined ? t('notThere') : t('before', { version: before.version })
  const own = {
    before: before?.text ?? '',
    after: after ?? '',
    beforeTitle: from,
    afterTitle: after === undefined ? t('isDeleted') : t('proposed'),
  }
  if (meanwhile === undefined)
    return (
      <Card title={name}>
        <DiffView label={name} {...own} sideBySide={false} />
      </Card>
    )
  // Each side is compared with the base: compared with each other, nobody could tell who changed what.
  const theirs = meanwhile === null ? t('isDeletedNow') : t('theirs', { name: meanwhile.author.name })
  return (
    <Card title={name}>
      <h3 className="lw-proposal-side">{t('whatIsProposed')}</h3>
      <DiffView label={t('proposedOf', { name })} {...own} sideBySide />
      <h3 className="lw-proposal-side">{t('whatCameMeanwhile')}</h3>
      <DiffView
        label={t('meanwhileOf', { name })}
        before={own.before}
        after={meanwhile?.text ?? ''}
        beforeTitle={from}
        afterTitle={theirs}
        sideBySide
      />
    </Card>
  )
}
