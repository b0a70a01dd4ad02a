import { History, Undo2 } from 'lucide-react'
import { Link } from 'react-router'
import type { DeploymentStatus } from '#contract/deployments.ts'
import { pathTo } from '#client/paths.ts'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { type Column, Table } from '#ui/tables/table.tsx'
import { Digest, RelativeTime } from '#ui/text/values.tsx'
import { projectMessages } from './messages.ts'
import { isSameRelease } from './version-before.ts'
import '#ui/page/page.css'

type Rollout = DeploymentStatus['history'][number]

const marks = { progressing: 'running', ready: 'succeeded', failed: 'failed' } as const

/** All rollouts of a deployment, newest first. */
export function DeploymentHistory({
  project,
  status,
}: {
  readonly project: string
  readonly status: DeploymentStatus
}) {
  const t = useMessages(projectMessages)
  const rollouts = status.history
  const columns: readonly Column<Rollout>[] = [
    { id: 'state', title: t('state'), render: (rollout) => <StateMark state={marks[rollout.state]} word /> },
    { id: 'version', title: t('version'), isRowHeader: true, render: (rollout) => rollout.origin.version },
    {
      id: 'image',
      title: t('image'),
      render: ({ imageDigest }) => <Digest digest={imageDigest} />,
    },
    {
      id: 'message',
      title: t('message'),
      grows: true,
      render: (rollout) => <span className="lw-muted">{rollout.message}</span>,
    },
    {
      id: 'from',
      title: t('from'),
      render: ({ origin }) => (
        <Link to={pathTo('run', { project, run: origin.run }, { stage: origin.stage })}>
          {t('runNumber', { run: origin.number ?? origin.run, stage: origin.stage })}
        </Link>
      ),
    },
    { id: 'by', title: t('by'), render: (rollout) => <span className="lw-muted">{rollout.origin.by}</span> },
    { id: 'at', title: t('started'), align: 'right', render: (rollout) => <RelativeTime at={rollout.at} /> },
    {
      id: 'back',
      title: t('rollBack'),
      align: 'right',
      render: (rollout) => <RollBack project={project} status={status} rollout={rollout} />,
    },
  ]
  if (rollouts.length === 0)
    return <EmptyState icon={<History size={24} />} title={t('noHistory')} text={t('nothingRunsText')} />
  return (
    <div className="lw-page">
      <Card label={t('history')}>
        <Table
          label={t('history')}
          columns={columns}
          rows={rollouts}
          rowKey={(rollout) => `${rollout.at} ${rollout.imageDigest}`}
        />
      </Card>
    </div>
  )
}

/** The link to roll back to a version that became ready once, unless it is running now. */
function RollBack({
  project,
  status,
  rollout: { origin, state },
}: {
  readonly project: string
  readonly status: DeploymentStatus
  readonly rollout: Rollout
}) {
  const t = useMessages(projectMessages)
  const now = status.running?.origin
  const isAsked = status.running?.isElsewhere !== true
  if (state !== 'ready') return null
  if (now?.run === origin.run && now.stage === origin.stage)
    return <span className="lw-muted">{t(isAsked ? 'runsNow' : 'lastApplied')}</span>
  if (now !== undefined && isSameRelease(now, origin)) return <span className="lw-muted">{t('sameAsNow')}</span>
  return <RollBackLink project={project} status={status} origin={origin} />
}

interface RollBackLinkProps {
  readonly project: string
  readonly status: Pick<DeploymentStatus, 'application' | 'deployment'>
  readonly origin: Rollout['origin']
  /** The link's text if the version is not shown beside it. */
  readonly title?: string
}

/** Links to the page that previews and starts a roll back. */
export function RollBackLink({ project, status, origin, title }: RollBackLinkProps) {
  const t = useMessages(projectMessages)
  const { application, deployment } = status
  const search = { run: origin.run, stage: origin.stage }
  return (
    <LinkButton
      to={pathTo('rollback', { project, application, deployment }, search)}
      icon={<Undo2 size={16} aria-hidden />}
    >
      {title ?? t('rollBack')}
    </LinkButton>
  )
}
