import { useState } from 'react'
import { z } from 'zod'
import { editText, inOrder } from '#client/change-set/editor.ts'
import { documentId } from '#domain/documents.ts'
import { neededCredentials } from '#domain/parameters/credentials.ts'
import type { Deployment } from '#domain/project.ts'
import { useTyped } from '#parts/use-typed.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { parametersMessages } from '../messages.ts'
import { useValues } from '../values-context.ts'
import { ApplicationDialog } from './application-dialog.tsx'
import { CredentialFields, setCredentials } from './credential-fields.tsx'
import { EnvironmentDialog } from './environment-dialog.tsx'
import { isGoodName, NameFields, nameOf, namesSchema } from './name-fields.tsx'
import { ResourceDialog } from './resource-dialog.tsx'
import { saveResource } from './resource-edits.ts'
import { ResourceSelect } from './resource-select.tsx'

interface DeploymentDialogProps {
  readonly deployment?: Deployment | undefined
  readonly application?: string | undefined
  readonly environment?: string | undefined
  readonly onClose: () => void
}

/**
 * Creates or edits a Deployment of an application in an environment, either of which can be created on the way.
 * Credentials are references; their values can be written but never read.
 */
export function DeploymentDialog({ deployment, onClose, ...given }: DeploymentDialogProps) {
  const t = useMessages(parametersMessages)
  const { world, editor, apply, show } = useValues()
  const isKnown = deployment !== undefined
  const form = isKnown
    ? `deployment/${deployment.application} ${deployment.name}`
    : `deployment/+ ${given.application ?? ''} ${given.environment ?? ''}`
  const [application, setApplication] = useTyped(
    `${form} application`,
    z.string().optional(),
    deployment?.application ?? given.application,
  )
  const [environment, setEnvironment] = useTyped(
    `${form} environment`,
    z.string().optional(),
    deployment?.environment ?? given.environment,
  )
  const [names, setNames] = useTyped(`${form} names`, namesSchema.omit({ description: true }), {
    displayName: deployment?.displayName ?? '',
    name: deployment?.name ?? '',
  })
  // Names of secrets, not their values.
  const [credentials, setCredentialNames] = useTyped<Readonly<Record<string, string>>>(
    `${form} credentials`,
    z.record(z.string(), z.string()),
    deployment?.credentials ?? {},
  )
  const [makes, setMakes] = useState<'application' | 'environment'>()
  const title = [application, environment].filter((part) => part !== undefined).join(' · ')
  const displayName = names.displayName === '' ? title : names.displayName
  const name = deployment?.name ?? (names.name === '' ? (environment ?? '') : nameOf(names))
  const taken = world.deployments.flatMap((one) => (one.application === application ? [one.name] : []))
  const fault =
    application === undefined
      ? t('applicationNeeded')
      : environment === undefined
        ? t('environmentNeeded')
        : !isKnown && !isGoodName(name, taken)
          ? t('deploymentTaken')
          : undefined
  const repository = world.repositories.find(
    (one) => one.name === world.applications.find((app) => app.name === application)?.qvsConfigRepository,
  )
  const targets = world.environments.find((one) => one.name === environment)?.provisioningTargets ?? []

  function save(): boolean {
    if (application === undefined || environment === undefined) return false
    const state = editor.store.getState()
    const fields = { application, name, environment, displayName }
    const edits = [
      saveResource(state, documentId('deployment', application, name), fields),
      editText(state, documentId('parameters', application, name), (text) => setCredentials(text, credentials)),
    ]
    const done = apply(t('stepSave', { name: `${application}/${name}` }), inOrder(...edits))
    if (!done || isKnown) return done
    show({ view: 'form', dialog: undefined, scope: `${application}/${name}`, parameter: undefined })
    return false
  }

  return (
    <>
      <ResourceDialog
        title={isKnown ? t('editDeployment', { name: `${deployment.application}/${name}` }) : t('newDeployment')}
        id={isKnown ? documentId('deployment', deployment.application, deployment.name) : undefined}
        fault={fault}
        onSave={save}
        onClose={onClose}
      >
        <ResourceSelect
          label={t('application')}
          resources={world.applications}
          value={application}
          onChange={setApplication}
          createLabel={t('createApplication')}
          onCreate={() => setMakes('application')}
          isDisabled={isKnown}
          autoFocus={given.application === undefined && !isKnown}
        />
        <ResourceSelect
          label={t('environment')}
          resources={world.environments}
          value={environment}
          onChange={setEnvironment}
          createLabel={t('createEnvironment')}
          onCreate={() => setMakes('environment')}
          isDisabled={isKnown}
        />
        <NameFields
          names={{ displayName, name, description: '' }}
          onChange={(next) =>
            setNames({
              displayName: next.displayName === title ? '' : next.displayName,
              name: next.name === environment ? '' : next.name,
            })
          }
          taken={isKnown ? [] : taken}
          isKnown={isKnown}
          withDescription={false}
          isFirst={given.application !== undefined || isKnown}
        />
        {environment === undefined ? null : (
          <CredentialFields
            environment={environment}
            key={environment}
            needed={neededCredentials(targets, repository)}
            credentials={credentials}
            onChange={setCredentialNames}
          />
        )}
      </ResourceDialog>
      {makes === 'application' ? (
        <ApplicationDialog onClose={() => setMakes(undefined)} onCreated={setApplication} />
      ) : null}
      {makes === 'environment' ? (
        <EnvironmentDialog onClose={() => setMakes(undefined)} onCreated={setEnvironment} />
      ) : null}
    </>
  )
}
