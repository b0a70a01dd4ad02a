import { Rocket } from 'lucide-react'
import { Link } from 'react-router'
import type { DeploymentStatus } from '#contract/deployments.ts'
import { pathTo } from '#client/paths.ts'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { OutLink } from '#ui/out-link.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { isUnsteady } from '#domain/target/unsteady.ts'
import { useNow } from '#ui/clock.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { Digest, RelativeTime } from '#ui/values.tsx'
import { RollBackLink } from './deployment-history.tsx'
import { projectMessages } from './messages.ts'
import { versionBefore } from './version-before.ts'
import '#ui/page.css'

type Running = NonNullable<DeploymentStatus['running']>
type Replica = Running['replicas'][number]
type Resource = Running['resources'][number]

const replicaMarks = {
  starting: { state: 'running', word: 'starting' },
  ready: { state: 'succeeded', word: 'replicaReady' },
  'not-ready': { state: 'failing', word: 'notReady' },
  stopping: { state: 'cancelling', word: 'stopping' },
  exited: { state: 'failed', word: 'exited' },
} as const

/** Version, address and replicas of what runs now. */
export function DeploymentOverview({
  project,
  status,
}: {
  readonly project: string
  readonly status: DeploymentStatus
}) {
  const t = useMessages(projectMessages)
  const now = useNow()
  const { running } = status
  if (running === undefined) {
    const ranBefore = status.history.length > 0
    return (
      <EmptyState
        icon={<Rocket size={24} />}
        title={t('nothingRuns')}
        text={t(ranBefore ? 'ranBefore' : 'nothingRunsText')}
        action={
          ranBefore ? (
            <LinkButton to="?tab=history">{t('toHistory')}</LinkButton>
          ) : (
            <LinkButton to={pathTo('lines', { project })}>{t('toLines')}</LinkButton>
          )
        }
      />
    )
  }
  const { origin } = running
  const before = versionBefore(status)
  const [newest] = status.history
  // One commit may have been released with other values: its versions are told apart by their runs.
  const nameOf = ({ version, run, number }: typeof origin): string =>
    version === origin.version ? t('byRun', { run: number ?? run }) : version
  const runStage = { project, run: origin.run }
  const columns: readonly Column<Replica>[] = [
    {
      id: 'name',
      title: t('replica'),
      isRowHeader: true,
      render: (replica) => <span className="lw-mono">{replica.name}</span>,
    },
    {
      id: 'state',
      title: t('state'),
      render: (replica) => (
        <StateMark
          state={replica.state === 'ready' && isUnsteady(replica, now) ? 'failing' : replicaMarks[replica.state].state}
          word={t(replicaMarks[replica.state].word)}
        />
      ),
    },
    {
      id: 'message',
      title: t('message'),
      grows: true,
      render: (replica) => <span className="lw-muted">{replica.message}</span>,
    },
    { id: 'port', title: t('port'), align: 'right', render: (replica) => replica.port },
    { id: 'restarts', title: t('restarts'), align: 'right', render: (replica) => replica.restarts },
    { id: 'since', title: t('since'), align: 'right', render: (replica) => <RelativeTime at={replica.startedAt} /> },
  ]
  const resourceColumns: readonly Column<Resource>[] = [
    {
      id: 'name',
      title: t('name'),
      isRowHeader: true,
      render: ({ name }) => <span className="lw-mono">{name}</span>,
    },
    { id: 'kind', title: t('kind'), render: ({ kind }) => kind },
    {
      id: 'state',
      title: t('state'),
      grows: true,
      render: (resource) => <ResourceState resource={resource} />,
    },
    { id: 'apiVersion', title: 'apiVersion', render: ({ apiVersion }) => <code>{apiVersion}</code> },
  ]
  return (
    <div className="lw-page">
      <Card
        title={t(running.isElsewhere === true ? 'lastApplied' : 'runsNow')}
        aside={
          before === undefined ? null : (
            <RollBackLink
              project={project}
              status={status}
              origin={before.origin}
              title={t('rollBackTo', { version: nameOf(before.origin) })}
            />
          )
        }
      >
        <dl className="lw-facts">
          <dt>{t('version')}</dt>
          <dd className="lw-strong">{origin.version}</dd>
          {running.imageDigest === '' ? null : (
            <>
              <dt>{t('image')}</dt>
              <dd>
                <Digest digest={running.imageDigest} copy />
              </dd>
            </>
          )}
          <dt>{t('since')}</dt>
          <dd>
            <RelativeTime at={running.since} ago />
          </dd>
          <dt>{t('from')}</dt>
          <dd>
            <p>
              <Link to={pathTo('run', runStage, { stage: origin.stage })}>
                {t('runNumber', { run: origin.number ?? origin.run, stage: origin.stage })}
              </Link>{' '}
              <span className="lw-muted">{origin.by}</span>
            </p>
          </dd>
          {before === undefined ? null : (
            <>
              <dt>{t('before')}</dt>
              <dd>
                <p>
                  {nameOf(before.origin)}{' '}
                  <Link to={pathTo('compare', runStage, { with: before.origin.run })}>{t('whatChanged')}</Link>
                </p>
              </dd>
            </>
          )}
          {newest?.state !== 'failed' ? null : (
            <>
              <dt>{t('lastRollout')}</dt>
              <dd>
                <p>
                  <StateMark state="failed" word={newest.origin.version} />{' '}
                  <Link to={pathTo('run', { project, run: newest.origin.run }, { stage: newest.origin.stage })}>
                    {t('runNumber', { run: newest.origin.number ?? newest.origin.run, stage: newest.origin.stage })}
                  </Link>{' '}
                  <span className="lw-muted">{newest.message}</span>
                </p>
              </dd>
            </>
          )}
          {running.isElsewhere === true ? null : (
            <>
              <dt>{t('url')}</dt>
              <dd>
                {running.urls.map(({ service, url }) => (
                  <OutLink key={service} url={url} />
                ))}
              </dd>
            </>
          )}
        </dl>
        {running.isElsewhere === true ? <p className="lw-pad lw-muted">{t('notAsked')}</p> : null}
      </Card>
      <Card
        title={t('resources')}
        aside={
          <Link to={pathTo('run', runStage, { stage: origin.stage, tab: 'manifests' })}>{t('appliedManifests')}</Link>
        }
      >
        <Table
          label={t('resources')}
          columns={resourceColumns}
          rows={running.resources}
          rowKey={({ kind, name }) => `${kind}/${name}`}
        />
      </Card>
      {running.isElsewhere === true ? null : (
        <Card title={t('replicas')}>
          <Table label={t('replicas')} columns={columns} rows={running.replicas} rowKey={(replica) => replica.name} />
        </Card>
      )}
    </div>
  )
}

function ResourceState({ resource: { replicas, url } }: { readonly resource: Resource }) {
  const t = useMessages(projectMessages)
  if (replicas !== undefined)
    return <StateMark state={replicas.ready >= replicas.wanted ? 'succeeded' : 'failing'} word={t('ready', replicas)} />
  return url === undefined ? <span className="lw-muted">{t('applied')}</span> : <OutLink url={url} />
}
