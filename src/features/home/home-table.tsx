import { Link } from 'react-router'
import type { DeploymentStatus } from '#contract/deployments.ts'
import type { Outline } from '#contract/outline.ts'
import { hueOf, inOrder } from '#client/environments.ts'
import { pathTo } from '#client/paths.ts'
import { Card } from '#ui/card.tsx'
import { EnvironmentChip } from '#ui/marks.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { OutLink } from '#ui/out-link.tsx'
import { type Column, Table } from '#ui/tables/table.tsx'
import { Digest, RelativeTime } from '#ui/text/values.tsx'
import { homeMessages } from './messages.ts'

export interface HomeTableProps {
  readonly project: string
  readonly outline: Outline
  readonly statuses: readonly DeploymentStatus[]
}

/** The board as a table, one row per deployment. */
export function HomeTable({ project, outline, statuses }: HomeTableProps) {
  const t = useMessages(homeMessages)
  const order = inOrder(outline.environments).map(({ name }) => name)
  const rankOf = ({ environment }: DeploymentStatus): number => order.indexOf(environment)
  const columns: readonly Column<DeploymentStatus>[] = [
    {
      id: 'application',
      title: t('application'),
      isRowHeader: true,
      render: (status) => (
        <Link to={pathTo('deployment', { project, application: status.application, deployment: status.deployment })}>
          {status.application}
        </Link>
      ),
    },
    {
      id: 'environment',
      title: t('environment'),
      render: (status) => (
        <EnvironmentChip name={status.environment} hue={hueOf(outline.environments, status.environment)} />
      ),
    },
    {
      id: 'version',
      title: t('version'),
      render: (status) => status.running?.origin.version ?? <span className="lw-faint">{t('nothingRuns')}</span>,
    },
    {
      id: 'replicas',
      title: t('replicas'),
      render: ({ running }) =>
        running === undefined
          ? ''
          : running.isElsewhere === true
            ? t('applied')
            : t('ready', {
                ready: running.replicas.filter((replica) => replica.state === 'ready').length,
                wanted: running.wanted,
              }),
    },
    {
      id: 'image',
      title: t('image'),
      render: ({ running }) => (running === undefined ? '' : <Digest digest={running.imageDigest} />),
    },
    {
      id: 'url',
      title: t('url'),
      render: ({ running }) =>
        running?.urls.map(({ service, url }) => (
          <OutLink key={service} url={url}>
            {new URL(url).host}
          </OutLink>
        )),
    },
    {
      id: 'since',
      title: t('since'),
      align: 'right',
      render: ({ running }) => (running === undefined ? '' : <RelativeTime at={running.since} />),
    },
  ]
  return (
    <Card label={t('table')}>
      <Table
        label={t('note')}
        columns={columns}
        rows={statuses.toSorted((a, b) => a.application.localeCompare(b.application) || rankOf(a) - rankOf(b))}
        rowKey={(status) => `${status.application}/${status.deployment}`}
      />
    </Card>
  )
}
