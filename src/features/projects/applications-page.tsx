import { useQuery } from '@tanstack/react-query'
import { Package, Pencil } from 'lucide-react'
import { Link } from 'react-router'
import type { DeploymentStatus } from '#contract/deployments.ts'
import { documentId } from '#domain/documents.ts'
import type { Application, Deployment, Environment } from '#domain/project.ts'
import { hueOf, inOrder } from '#client/environments.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { deploymentStatusOptions } from '#client/queries/deployments.ts'
import { commitsOptions } from '#client/queries/commits.ts'
import { worldOptions } from '#client/queries/world.ts'
import { useProjectName } from '#client/use-project.ts'
import { Breadcrumb } from '#ui/page/breadcrumb.tsx'
import { Card } from '#ui/card.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { EnvironmentChip } from '#ui/marks.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { Fill, useTitle } from '#ui/page/slots.tsx'
import { OutLink } from '#ui/out-link.tsx'
import { type Column, WideTable } from '#ui/tables/table.tsx'
import { Digest, RelativeTime } from '#ui/text/values.tsx'
import { DeploymentMark } from './deployment-mark.tsx'
import { projectMessages } from './messages.ts'
import { NoCode } from './no-code.tsx'
import { resourcePath } from './resource-path.ts'
import { Page } from '#ui/page/page.tsx'

interface DeploymentRow {
  readonly deployment: Deployment
  readonly status: DeploymentStatus | undefined
}

/** The applications with their deployments and newest commits. */
export function ApplicationsPage() {
  const t = useMessages(projectMessages)
  const project = useProjectName()
  const { client } = usePlatform()
  const world = useQuery(worldOptions(client, project))
  const statuses = useQuery(deploymentStatusOptions(client, project))
  useTitle(t('applications'))
  const failed = [world, statuses].find((query) => query.isError)
  return (
    <Page title={t('applications')} note={t('applicationsNote')}>
      <Breadcrumb crumbs={[{ title: t('applications') }]} />
      <Fill slot="actions">
        <LinkButton icon={<Pencil size={16} aria-hidden />} to={resourcePath(project)}>
          {t('editApplications')}
        </LinkButton>
      </Fill>
      {failed === undefined ? null : (
        <ProblemPanel problem={problemOf(failed.error)} onRetry={() => void failed.refetch()} />
      )}
      {world.isPending ? <Skeleton rows={8} /> : null}
      {world.data?.world.applications.length === 0 ? (
        <EmptyState
          icon={<Package size={24} />}
          title={t('noApplications')}
          text={t('noApplicationsText')}
          action={<LinkButton to={resourcePath(project, 'new-application')}>{t('newApplication')}</LinkButton>}
        />
      ) : null}
      {world.data?.world.applications.map((application) => (
        <ApplicationCard
          key={application.name}
          project={project}
          application={application}
          environments={world.data.world.environments}
          rows={rowsOf(
            application.name,
            world.data.world.deployments,
            world.data.world.environments,
            statuses.data?.deployments ?? [],
          )}
        />
      ))}
    </Page>
  )
}

function rowsOf(
  application: string,
  deployments: readonly Deployment[],
  environments: readonly Environment[],
  statuses: readonly DeploymentStatus[],
): readonly DeploymentRow[] {
  const order = inOrder(environments).map((environment) => environment.name)
  return deployments
    .filter((deployment) => deployment.application === application)
    .toSorted((a, b) => order.indexOf(a.environment) - order.indexOf(b.environment))
    .map((deployment) => ({
      deployment,
      status: statuses.find((status) => status.application === application && status.deployment === deployment.name),
    }))
}

interface ApplicationCardProps {
  readonly project: string
  readonly application: Application
  readonly environments: readonly Environment[]
  readonly rows: readonly DeploymentRow[]
}

function ApplicationCard({ project, application, environments, rows }: ApplicationCardProps) {
  const t = useMessages(projectMessages)
  // Fixed widths, so that the columns of all tables on the page line up.
  const columns: readonly Column<DeploymentRow>[] = [
    {
      id: 'deployment',
      title: t('deployment'),
      width: '16%',
      isRowHeader: true,
      render: ({ deployment }) => (
        <Link to={pathTo('deployment', { project, application: application.name, deployment: deployment.name })}>
          {deployment.name}
        </Link>
      ),
    },
    {
      id: 'environment',
      title: t('environment'),
      width: '14%',
      render: ({ deployment }) => (
        <EnvironmentChip name={deployment.environment} hue={hueOf(environments, deployment.environment)} />
      ),
    },
    { id: 'state', title: t('state'), width: '16%', render: ({ status }) => <DeploymentMark status={status} /> },
    { id: 'version', title: t('version'), width: '14%', render: ({ status }) => status?.running?.origin.version ?? '' },
    {
      id: 'image',
      title: t('image'),
      width: '14%',
      render: ({ status: { running } = {} }) => (running === undefined ? '' : <Digest digest={running.imageDigest} />),
    },
    {
      id: 'url',
      title: t('url'),
      width: '16%',
      render: ({ status }) =>
        status?.running?.urls.map(({ service, url }) => (
          <OutLink key={service} url={url}>
            {new URL(url).host}
          </OutLink>
        )),
    },
    {
      id: 'since',
      title: t('since'),
      width: '10%',
      align: 'right',
      render: ({ status }) => (status?.running === undefined ? '' : <RelativeTime at={status.running.since} />),
    },
  ]
  return (
    <Card
      title={application.displayName}
      aside={
        <>
          <span className="lw-muted">{application.description}</span>
          <Link to={pathTo('qvsConfig', { project, application: application.name })}>{t('qvsConfig')}</Link>
          <Link
            to={resourcePath(project, documentId('application', application.name))}
            aria-label={t('editNamed', { name: application.displayName })}
          >
            {t('edit')}
          </Link>
        </>
      }
    >
      <WideTable label={application.displayName} columns={columns} rows={rows} rowKey={(row) => row.deployment.name} />
      <Commits project={project} application={application} />
    </Card>
  )
}

function Commits({ project, application }: Pick<ApplicationCardProps, 'project' | 'application'>) {
  const t = useMessages(projectMessages)
  const { client } = usePlatform()
  const commits = useQuery(commitsOptions(client, project, application.qvsConfigRepository))
  if (commits.isError) return <ProblemPanel problem={problemOf(commits.error)} onRetry={() => void commits.refetch()} />
  if (commits.data === undefined)
    return (
      <div className="lw-application-commits">
        <h3>{t('latestCommits')}</h3>
        <Skeleton rows={3} />
      </div>
    )
  const { cloneUrl, defaultBranch, branches, hasCode } = commits.data
  return (
    <div className="lw-application-commits">
      <div className="lw-row lw-spread">
        <h3>{t('latestCommits')}</h3>
        <span className="lw-row lw-muted">
          <span>{t('branches', { count: branches.length })}</span>
          <code className="lw-ellipsis">{cloneUrl}</code>
          <CopyButton text={cloneUrl} label={t('clone')} />
        </span>
      </div>
      <ul>
        {commits.data.commits.slice(0, 3).map((commit) => (
          <li key={commit.commit} className="lw-row">
            <Digest digest={commit.commit} />
            <span className="lw-ellipsis lw-grow">{commit.message.split('\n')[0]}</span>
            <span className="lw-muted">{defaultBranch}</span>
            <span className="lw-muted">{commit.author}</span>
            <RelativeTime at={commit.at} />
          </li>
        ))}
      </ul>
      {hasCode ? null : (
        <NoCode project={project} application={application.name} url={cloneUrl} branch={defaultBranch} />
      )}
    </div>
  )
}
