import { Rocket } from 'lucide-react'
import { Link } from 'react-router'
import type { DeploymentStatus } from '#contract/deployments.ts'
import { pathTo } from '#client/paths.ts'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { OutLink } from '#ui/out-link.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { isUnsteady } from '#domain/target/unsteady.ts'
import { kindWords } from '#domain/manifests/kind-words.ts'
import { useNow } from '#ui/clock.ts'
import { Fact } from '#ui/text/fact.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { type Column, Table } from '#ui/tables/table.tsx'
import { Digest, RelativeTime } from '#ui/text/values.tsx'
import { RollBackLink } from './deployment-history.tsx'
import { projectMessages } from './messages.ts'
import { versionBefore } from './version-before.ts'
import '#ui/page/page.css'

type Running = NonNullable<DeploymentStatus['running']>
type Origin = Running['origin']
type Replica = Running['replicas'][number]
type Resource = Running['resources'][number]

const replicaMarks = {
  starting: { state: 'running', word: 'starting' },
  ready: { state: 'succeeded', word: 'replicaReady' },
  'not-ready': { state: 'failing', word: 'notReady' },
  stopping: { state: 'cancelling', word: 'stopping' },
  exited: { state: 'failed', word: 'exited' },
} as const

interface OverviewProps {
  readonly project: string
  readonly status: DeploymentStatus
}

/** Version, address and replicas of what runs now. */
export function DeploymentOverview({ project, status }: OverviewProps) {
  const t = useMessages(projectMessages)
  const { running } = status
  if (running === undefined) return <NothingRuns project={project} ranBefore={status.history.length > 0} />
  const { origin, resources, replicas, isElsewhere = false } = running
  return (
    <div className="lw-page">
      <RunningCard project={project} status={status} running={running} />
      <Card
        title={t('resources')}
        aside={
          <Link to={pathTo('run', { project, run: origin.run }, { stage: origin.stage, tab: 'manifests' })}>
            {t('appliedManifests')}
          </Link>
        }
      >
        <ResourceTable resources={resources} />
      </Card>
      {isElsewhere ? null : (
        <Card title={t('replicas')}>
          <ReplicaTable replicas={replicas} />
        </Card>
      )}
    </div>
  )
}

function NothingRuns({ project, ranBefore }: { readonly project: string; readonly ranBefore: boolean }) {
  const t = useMessages(projectMessages)
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

/** What runs, since when and from where, with a link to roll back to the version before. */
function RunningCard({ project, status, running }: OverviewProps & { readonly running: Running }) {
  const t = useMessages(projectMessages)
  const { origin, isElsewhere = false } = running
  const before = versionBefore(status)
  const [newest] = status.history
  // Two releases of one commit with different values are told apart by their runs.
  const nameOf = ({ version, run, number }: Origin): string =>
    version === origin.version ? t('byRun', { run: number ?? run }) : version
  return (
    <Card
      title={t(isElsewhere ? 'lastApplied' : 'runsNow')}
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
          <Fact name={t('image')}>
            <Digest digest={running.imageDigest} copy />
          </Fact>
        )}
        <Fact name={t('since')}>
          <RelativeTime at={running.since} ago />
        </Fact>
        <Fact name={t('from')}>
          <p>
            <RunLink project={project} origin={origin} /> <span className="lw-muted">{origin.by}</span>
          </p>
        </Fact>
        {before === undefined ? null : (
          <Fact name={t('before')}>
            <p>
              {nameOf(before.origin)}{' '}
              <Link to={pathTo('compare', { project, run: origin.run }, { with: before.origin.run })}>
                {t('whatChanged')}
              </Link>
            </p>
          </Fact>
        )}
        {newest?.state !== 'failed' ? null : (
          <Fact name={t('lastRollout')}>
            <p>
              <StateMark state="failed" word={newest.origin.version} />{' '}
              <RunLink project={project} origin={newest.origin} /> <span className="lw-muted">{newest.message}</span>
            </p>
          </Fact>
        )}
        {isElsewhere ? null : (
          <Fact name={t('url')}>
            {running.urls.map(({ service, url }) => (
              <OutLink key={service} url={url} />
            ))}
          </Fact>
        )}
      </dl>
      {isElsewhere ? <p className="lw-pad lw-muted">{t('notAsked')}</p> : null}
    </Card>
  )
}

/** The run and stage that brought a version. */
function RunLink({ project, origin }: { readonly project: string; readonly origin: Origin }) {
  const t = useMessages(projectMessages)
  const { run, number = run, stage } = origin
  return <Link to={pathTo('run', { project, run }, { stage })}>{t('runNumber', { run: number, stage })}</Link>
}

function ReplicaTable({ replicas }: { readonly replicas: readonly Replica[] }) {
  const t = useMessages(projectMessages)
  const now = useNow()
  const columns: readonly Column<Replica>[] = [
    {
      id: 'name',
      title: t('replica'),
      isRowHeader: true,
      render: ({ name }) => <span className="lw-mono">{name}</span>,
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
      render: ({ message }) => <span className="lw-muted">{message}</span>,
    },
    { id: 'port', title: t('port'), align: 'right', render: ({ port }) => port },
    { id: 'restarts', title: t('restarts'), align: 'right', render: ({ restarts }) => restarts },
    { id: 'since', title: t('since'), align: 'right', render: ({ startedAt }) => <RelativeTime at={startedAt} /> },
  ]
  return <Table label={t('replicas')} columns={columns} rows={replicas} rowKey={({ name }) => name} />
}

function ResourceTable({ resources }: { readonly resources: readonly Resource[] }) {
  const t = useMessages(projectMessages)
  const columns: readonly Column<Resource>[] = [
    {
      id: 'name',
      title: t('name'),
      isRowHeader: true,
      render: ({ name }) => <span className="lw-mono">{name}</span>,
    },
    { id: 'kind', title: t('kind'), render: ({ kind }) => kindWords(kind) },
    { id: 'state', title: t('state'), grows: true, render: (resource) => <ResourceState resource={resource} /> },
    { id: 'apiVersion', title: 'apiVersion', render: ({ apiVersion }) => <code>{apiVersion}</code> },
  ]
  return (
    <Table label={t('resources')} columns={columns} rows={resources} rowKey={({ kind, name }) => `${kind}/${name}`} />
  )
}

function ResourceState({ resource: { replicas, url } }: { readonly resource: Resource }) {
  const t = useMessages(projectMessages)
  if (replicas !== undefined)
    return <StateMark state={replicas.ready >= replicas.wanted ? 'succeeded' : 'failing'} word={t('ready', replicas)} />
  return url === undefined ? <span className="lw-muted">{t('applied')}</span> : <OutLink url={url} />
}
