import { History } from 'lucide-react'
import { Link } from 'react-router'
import type { DeploymentStatus } from '#contract/deployments.ts'
import { pathTo } from '#client/paths.ts'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { Digest, RelativeTime } from '#ui/values.tsx'
import { projectMessages } from './messages.ts'
import '#ui/page.css'

type Rollout = DeploymentStatus['history'][number]

const marks = { progressing: 'running', ready: 'succeeded', failed: 'failed' } as const

/** Every rollout of a deployment, newest first. */
export function DeploymentHistory({
  project,
  status,
}: {
  readonly project: string
  readonly status: DeploymentStatus | undefined
}) {
  const t = useMessages(projectMessages)
  const rollouts = status?.history ?? []
  const columns: readonly Column<Rollout>[] = [
    { id: 'state', title: t('state'), render: (rollout) => <StateMark state={marks[rollout.state]} word /> },
    { id: 'version', title: t('version'), isRowHeader: true, render: (rollout) => rollout.origin.version },
    { id: 'image', title: t('image'), render: (rollout) => <Digest digest={rollout.imageDigest} /> },
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
