import { useQuery } from '@tanstack/react-query'
import { Blocks, Package } from 'lucide-react'
import { useParams, useSearchParams } from 'react-router'
import type { DeploymentStatus } from '#contract/deployments.ts'
import { hueOf } from '#client/environments.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { deploymentStatusOptions } from '#client/queries/deployments.ts'
import { worldOptions } from '#client/queries/world.ts'
import { useProjectName } from '#client/use-project.ts'
import type { World } from '#domain/line/world.ts'
import type { Deployment } from '#domain/project.ts'
import { Breadcrumb } from '#ui/page/breadcrumb.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { EnvironmentChip } from '#ui/marks.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { useTitle } from '#ui/page/slots.tsx'
import { Tabs } from '#ui/page/tabs.tsx'
import { DeploymentHistory } from './deployment-history.tsx'
import { DeploymentLog } from './deployment-log.tsx'
import { DeploymentMark } from './deployment-mark.tsx'
import { DeploymentOverview } from './deployment-overview.tsx'
import { DeploymentValues } from './deployment-values.tsx'
import { projectMessages } from './messages.ts'
import '#ui/page/page.css'

/** What runs in a deployment, its log, values and history. The URL says which tab is open. */
export function DeploymentPage() {
  const t = useMessages(projectMessages)
  const project = useProjectName()
  const params = useParams()
  const application = params['application'] ?? ''
  const name = params['deployment'] ?? ''
  const { client } = usePlatform()
  const world = useQuery(worldOptions(client, project))
  const statuses = useQuery(deploymentStatusOptions(client, project))
  useTitle(`${application} ${name}`)
  const isIt = (candidate: { readonly application: string }, own: string) =>
    candidate.application === application && own === name
  const deployment = world.data?.world.deployments.find((candidate) => isIt(candidate, candidate.name))
  const status = statuses.data?.deployments.find((candidate) => isIt(candidate, candidate.deployment))
  const failed = [world, statuses].find((query) => query.isError)
  const crumbs = [
    { title: t('applications'), to: pathTo('applications', { project }) },
    { title: `${application} / ${name}` },
  ]
  return (
    <div className="lw-deployment">
      <Breadcrumb crumbs={crumbs} />
      {failed === undefined ? null : (
        <ProblemPanel problem={problemOf(failed.error)} onRetry={() => void failed.refetch()} />
      )}
      {world.isPending ? <Skeleton rows={8} /> : null}
      {world.isSuccess && deployment === undefined ? (
        <EmptyState
          isPage
          icon={<Package size={24} />}
          title={t('noDeployment', { name: `${application}/${name}` })}
          text={t('applicationsNote')}
        />
      ) : null}
      {deployment === undefined || world.data === undefined ? null : (
        <OpenDeployment
          project={project}
          deployment={deployment}
          world={world.data.world}
          status={status}
          isWaiting={statuses.isPending}
        />
      )}
    </div>
  )
}

interface OpenDeploymentProps {
  readonly project: string
  readonly deployment: Deployment
  readonly world: World
  /** Undefined while it is loading or has failed to, since every Deployment has one. */
  readonly status: DeploymentStatus | undefined
  readonly isWaiting: boolean
}

function OpenDeployment({ project, deployment, world, status, isWaiting }: OpenDeploymentProps) {
  const t = useMessages(projectMessages)
  const [search, setSearch] = useSearchParams()
  const { application, name } = deployment
  const loading = isWaiting ? <Skeleton rows={8} /> : null
  return (
    <>
      <header className="lw-deployment-head">
        <h1 className="lw-page-title">{application}</h1>
        <EnvironmentChip name={deployment.environment} hue={hueOf(world.environments, deployment.environment)} />
        <DeploymentMark status={status} />
        <LinkButton
          icon={<Blocks size={16} aria-hidden />}
          to={pathTo('composition', { project, application, deployment: name })}
        >
          {t('adaptersTogether')}
        </LinkButton>
      </header>
      <Tabs
        label={`${application} ${name}`}
        selected={search.get('tab') ?? 'overview'}
        onSelect={(tab) => setSearch(tab === 'overview' ? {} : { tab }, { replace: true })}
        items={[
          {
            id: 'overview',
            title: t('overview'),
            content: status === undefined ? loading : <DeploymentOverview project={project} status={status} />,
          },
          {
            id: 'parameters',
            title: t('parameters'),
            content: <DeploymentValues deployment={deployment} world={world} />,
          },
          {
            id: 'log',
            title: t('log'),
            content:
              status === undefined ? (
                loading
              ) : status.running === undefined ? (
                <EmptyState icon={<Package size={24} />} title={t('nothingRuns')} text={t('logNone')} />
              ) : status.running.isElsewhere === true ? (
                <EmptyState icon={<Package size={24} />} title={t('logElsewhere')} text={t('notAsked')} />
              ) : (
                <DeploymentLog project={project} application={application} deployment={name} />
              ),
          },
          {
            id: 'history',
            title: t('history'),
            content: status === undefined ? loading : <DeploymentHistory project={project} status={status} />,
          },
        ]}
      />
    </>
  )
}
