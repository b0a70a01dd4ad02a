import type { World } from '../line/world.ts'
import type { Application, Deployment, ProvisioningTarget } from '../project.ts'

/** The parameter names that resources of a Deployment fill automatically (auto binding of Value Stream). */
export const autoBoundNames: ReadonlySet<string> = new Set([
  'appName',
  'awsAccountId',
  'awsCredentialName',
  'awsRegion',
  'azureApplicationId',
  'azureClientSecretName',
  'azureResourceGroupName',
  'azureSubscriptionId',
  'azureTenantId',
  'bastionSshKeySecretName',
  'gcpProjectId',
  'gcpServiceAccountSecretName',
  'gitCloneUrl',
  'gitSshKeySecretName',
  'gitTokenSecretName',
  'k8sNamespace',
  'kubeconfigSecretName',
  'qvsConfigPath',
  'qvsDeploymentName',
])

/** A value that follows from a resource, and the document that holds the resource. */
export interface Derived {
  readonly value: string
  readonly document: string
  readonly text: string
}

/** Name of the Secret that holds the read token of repositories served by the platform itself. */
export const hostedTokenSecret = 'linewright-git'

/** Returns all values that follow from the resources of a Deployment, by parameter name. */
export function derivedValues(world: World, deployment: Deployment): ReadonlyMap<string, Derived> {
  const values = new Map<string, Derived>()
  const document = `deployment/${deployment.application}/${deployment.name}`
  const application = world.applications.find((entry) => entry.name === deployment.application)
  const environment = world.environments.find((entry) => entry.name === deployment.environment)
  for (const target of environment?.provisioningTargets ?? []) {
    for (const [name, value] of targetValues(target)) {
      values.set(name, { value, document: `environment/${deployment.environment}`, text: `${target.kind}: ${name}` })
    }
  }
  if (application !== undefined)
    for (const [name, derived] of applicationValues(world, application)) values.set(name, derived)
  values.set('qvsDeploymentName', { value: deployment.name, document, text: 'name' })
  for (const [name, secret] of Object.entries(deployment.credentials))
    values.set(name, { value: secret, document, text: 'credentials' })
  return values
}

function applicationValues(world: World, application: Application): readonly (readonly [string, Derived])[] {
  const document = `application/${application.name}`
  const repository = world.repositories.find((entry) => entry.name === application.qvsConfigRepository)
  const home = `repository/${application.qvsConfigRepository}`
  return [
    ['appName', { value: application.name, document, text: 'name' }],
    ['qvsConfigPath', { value: application.qvsConfigPath, document, text: 'qvsConfigPath' }],
    ...(repository === undefined
      ? []
      : ([['gitCloneUrl', { value: repository.gitCloneUrl, document: home, text: 'gitCloneUrl' }]] as const)),
    ...(repository?.kind === 'hosted'
      ? ([['gitTokenSecretName', { value: hostedTokenSecret, document: home, text: 'hosted' }]] as const)
      : []),
  ]
}

function targetValues(target: ProvisioningTarget): readonly (readonly [string, string])[] {
  switch (target.kind) {
    case 'local':
    case 'kubernetes':
      return [['k8sNamespace', target.namespace]]
    case 'gcp':
      return [['gcpProjectId', target.projectId]]
    case 'aws':
      return [
        ['awsAccountId', target.accountId],
        ['awsRegion', target.region],
      ]
    case 'azure':
      return [
        ['azureTenantId', target.tenantId],
        ['azureSubscriptionId', target.subscriptionId],
        ['azureResourceGroupName', target.resourceGroupName],
        ['azureApplicationId', target.applicationId],
      ]
  }
}
