import { Box, GitBranch, Map as MapIcon, Package, Plus } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Link } from 'react-router'
import { hueOf, inOrder } from '#client/environments.ts'
import { documentId } from '#domain/documents.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { isIdle } from '#ui/page/idle-focus.ts'
import { EnvironmentChip } from '#ui/marks.tsx'
import { type Column, Table } from '#ui/tables/table.tsx'
import { parametersMessages } from '../messages.ts'
import { useViewAddress } from '../use-values-view.ts'
import { useValues } from '../values-context.ts'
import { ApplicationDialog } from './application-dialog.tsx'
import { DeploymentDialog } from './deployment-dialog.tsx'
import { EnvironmentDialog } from './environment-dialog.tsx'
import { kindWords, RepositoryDialog } from './repository-dialog.tsx'

/** Environments, applications, repositories, and the Deployments between them. */
export function ResourcesView() {
  const t = useMessages(parametersMessages)
  const { world } = useValues()
  const environments = inOrder(world.environments)
  return (
    <div className="lw-values-resources">
      <Resources
        title={t('environments')}
        icon={<MapIcon size={24} />}
        text={t('environmentsText')}
        create={t('newEnvironment')}
        kind="environment"
        rows={environments.map(({ name, displayName, description, provisioningTargets }) => ({
          id: documentId('environment', name),
          name: <EnvironmentChip name={name} hue={hueOf(environments, name)} />,
          title: displayName,
          facts: provisioningTargets.map((target) => `${target.kind}: ${Object.values(target).slice(1).join(', ')}`),
          description,
        }))}
        facts={t('targets')}
      />
      <Resources
        title={t('applications')}
        icon={<Package size={24} />}
        text={t('applicationsText')}
        create={t('newApplication')}
        kind="application"
        rows={world.applications.map(({ name, displayName, description, qvsConfigRepository, qvsConfigPath }) => ({
          id: documentId('application', name),
          name,
          title: displayName,
          facts: [`${qvsConfigRepository}: ${qvsConfigPath}`],
          description,
        }))}
        facts={t('qvsConfig')}
      />
      <Resources
        title={t('repositories')}
        icon={<GitBranch size={24} />}
        text={t('repositoriesText')}
        create={t('newRepository')}
        kind="repository"
        rows={world.repositories.map(({ name, kind, gitCloneUrl, description }) => ({
          id: documentId('repository', name),
          name,
          title: kind === 'hosted' ? t('hosted') : kindWords[kind],
          facts: [gitCloneUrl],
          description,
        }))}
        second={t('repositoryKind')}
        facts={t('gitCloneUrl')}
      />
      <Deployments />
      <ResourceDialogs />
    </div>
  )
}

interface ResourceRow {
  readonly id: string
  readonly name: ReactNode
  readonly title: string
  readonly facts: readonly string[]
  readonly description: string
}

interface ResourcesProps {
  readonly title: string
  readonly icon: ReactNode
  readonly text: string
  readonly create: string
  readonly kind: 'environment' | 'application' | 'repository'
  readonly rows: readonly ResourceRow[]
  readonly facts: string
  /** The content of the second column; by default display names. */
  readonly second?: string
}

function Resources({ title, icon, text, create, kind, rows, facts, ...given }: ResourcesProps) {
  const t = useMessages(parametersMessages)
  const second = given.second ?? t('displayName')
  const { editable, show } = useValues()
  const button = (
    <Button
      icon={<Plus size={14} aria-hidden />}
      reason={editable ? undefined : t('readOnly')}
      onPress={() => show({ dialog: `new-${kind}` })}
    >
      {create}
    </Button>
  )
  const columns: readonly Column<ResourceRow>[] = [
    {
      id: 'name',
      title: t('name'),
      isRowHeader: true,
      width: '200px',
      render: (row) => <DialogLink dialog={row.id}>{row.name}</DialogLink>,
    },
    { id: 'title', title: second, width: '200px', render: (row) => row.title },
    {
      id: 'facts',
      title: facts,
      render: (row) => <span className="lw-mono">{row.facts.join(' · ')}</span>,
    },
    { id: 'description', title: t('description'), grows: true, render: (row) => row.description },
  ]
  return (
    <Card title={title} aside={rows.length === 0 ? undefined : button}>
      <div id={listId(kind)} className="lw-scroll-x" tabIndex={0} role="group" aria-label={title}>
        {rows.length === 0 ? (
          <EmptyState icon={icon} title={title} text={text} action={button} />
        ) : (
          <Table label={title} columns={columns} rows={rows} rowKey={(row) => row.id} />
        )}
      </div>
    </Card>
  )
}

function DialogLink({ dialog, children }: { readonly dialog: string; readonly children: ReactNode }) {
  const addressOf = useViewAddress()
  return (
    <Link to={addressOf({ dialog })} replace>
      {children}
    </Link>
  )
}

/** A matrix of applications by environments: a Deployment opens, a gap can be filled. */
function Deployments() {
  const t = useMessages(parametersMessages)
  const { world, editable, show } = useValues()
  const environments = inOrder(world.environments)
  const columns: readonly Column<(typeof world.applications)[number]>[] = [
    { id: 'application', title: t('application'), isRowHeader: true, width: '200px', render: ({ name }) => name },
    ...environments.map((environment) => ({
      id: environment.name,
      title: environment.displayName,
      render: ({ name: application }: { readonly name: string }) => {
        const found = world.deployments.filter(
          (one) => one.application === application && one.environment === environment.name,
        )
        if (found.length > 0)
          return found.map(({ name }) => (
            <span key={name} className="lw-row">
              <DialogLink dialog={documentId('deployment', application, name)}>{name}</DialogLink>
              <ValuesLink scope={`${application}/${name}`} />
            </span>
          ))
        return editable ? (
          <Button
            kind="quiet"
            icon={<Plus size={14} aria-hidden />}
            aria-label={t('deployTo', { application, environment: environment.displayName })}
            onPress={() => show({ dialog: `new-deployment/${application}/${environment.name}` })}
          >
            {t('add')}
          </Button>
        ) : null
      },
    })),
  ]
  return (
    <Card
      title={t('deployments')}
      aside={
        <Button
          icon={<Plus size={14} aria-hidden />}
          reason={editable ? undefined : t('readOnly')}
          onPress={() => show({ dialog: 'new-deployment' })}
        >
          {t('newDeployment')}
        </Button>
      }
    >
      <div id={listId('deployment')} className="lw-scroll-x" tabIndex={0} role="group" aria-label={t('deployments')}>
        {world.applications.length === 0 ? (
          <EmptyState icon={<Box size={24} />} title={t('deployments')} text={t('deploymentsText')} />
        ) : (
          <Table label={t('deployments')} columns={columns} rows={world.applications} rowKey={({ name }) => name} />
        )}
      </div>
    </Card>
  )
}

function ValuesLink({ scope }: { readonly scope: string }) {
  const t = useMessages(parametersMessages)
  const addressOf = useViewAddress()
  return (
    <Link
      className="lw-muted"
      to={addressOf({ view: 'form', scope, parameter: undefined })}
      aria-label={t('valuesOf', { name: scope })}
    >
      {t('values')}
    </Link>
  )
}

function listId(kind: string): string {
  return `resources-${kind}`
}

/** After deleting, a form's link has gone too: focus the list rather than the top of the page. */
function useFocusOnList(kind: string): void {
  const last = useRef(kind)
  useEffect(() => {
    const list = listId(last.current)
    last.current = kind
    if (kind !== '') return undefined
    let frame = requestAnimationFrame(() => {
      // The form first tries to return the focus to its link.
      frame = requestAnimationFrame(() => {
        if (isIdle(document.activeElement)) document.getElementById(list)?.focus()
      })
    })
    return () => cancelAnimationFrame(frame)
  }, [kind])
}

/** The form that the address names. */
function ResourceDialogs() {
  const { world, view, show } = useValues()
  const [kind = '', first, second] = view.dialog?.split('/') ?? []
  useFocusOnList(kind.replace(/^new-/, ''))
  const onClose = (): void => show({ dialog: undefined })
  switch (kind) {
    case 'new-environment':
      return <EnvironmentDialog onClose={onClose} />
    case 'new-application':
      return <ApplicationDialog onClose={onClose} />
    case 'new-repository':
      return <RepositoryDialog onClose={onClose} />
    case 'new-deployment':
      return <DeploymentDialog application={first} environment={second} onClose={onClose} />
    case 'environment': {
      const environment = world.environments.find(({ name }) => name === first)
      return environment === undefined ? null : (
        <EnvironmentDialog key={first} environment={environment} onClose={onClose} />
      )
    }
    case 'application': {
      const application = world.applications.find(({ name }) => name === first)
      return application === undefined ? null : (
        <ApplicationDialog key={first} application={application} onClose={onClose} />
      )
    }
    case 'repository': {
      const repository = world.repositories.find(({ name }) => name === first)
      return repository === undefined ? null : (
        <RepositoryDialog key={first} repository={repository} onClose={onClose} />
      )
    }
    case 'deployment': {
      const deployment = world.deployments.find(({ application, name }) => application === first && name === second)
      return deployment === undefined ? null : <DeploymentDialog deployment={deployment} onClose={onClose} />
    }
    default:
      return null
  }
}
