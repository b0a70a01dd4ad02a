import { expect, it } from 'vitest'
import type { ProvisioningTarget, Repository } from '../project.ts'
import { carriesSecretName, namesOwnSecret, neededCredentials, secretNameFor, secretNames } from './credentials.ts'

const azure: ProvisioningTarget = {
  kind: 'azure',
  tenantId: 't',
  subscriptionId: 's',
  resourceGroupName: 'g',
  applicationId: 'a',
  visibility: 'public',
}
const repository: Repository = {
  name: 'code',
  kind: 'github',
  gitCloneProtocol: 'https',
  visibility: 'private',
  gitCloneUrl: 'https://github.com/example/code.git',
  description: '',
}

it('asks for what the targets and the repository need, each once', () => {
  const kubernetes: ProvisioningTarget = { kind: 'kubernetes', namespace: 'n' }
  expect(neededCredentials([azure, kubernetes, kubernetes], repository)).toEqual([
    'gitTokenSecretName',
    'azureClientSecretName',
    'kubeconfigSecretName',
  ])
})

it('asks for the key of the bastion where Azure is private', () => {
  expect(neededCredentials([{ ...azure, visibility: 'private' }], undefined)).toContain('bastionSshKeySecretName')
  expect(neededCredentials([azure], undefined)).not.toContain('bastionSshKeySecretName')
})

it('clones public repositories and those of the platform without a credential', () => {
  expect(neededCredentials([], { ...repository, visibility: 'public' })).toEqual([])
  expect(neededCredentials([], { ...repository, kind: 'hosted' })).toEqual([])
  expect(neededCredentials([], { ...repository, gitCloneProtocol: 'ssh' })).toEqual(['gitSshKeySecretName'])
})

it('offers each secret once, whatever keys it has', () => {
  expect(secretNames(['git-token', 'database/user', 'database/password'])).toEqual(['database', 'git-token'])
})

it('knows parameters that carry the name of a secret, and what to call it', () => {
  expect(['webhookSecretName', 'awsCredentialName', 'appName', 'secretName'].filter(carriesSecretName)).toEqual([
    'webhookSecretName',
    'awsCredentialName',
  ])
  expect(['webhookSecretName', 'pulumiStateSecretName'].map(secretNameFor)).toEqual(['webhook', 'pulumi-state'])
})

it('tells names of people’s own secrets from those that follow from targets and repositories', () => {
  expect(namesOwnSecret('webhookSecretName')).toBe(true)
  expect(namesOwnSecret('gitTokenSecretName')).toBe(false)
  expect(namesOwnSecret('appName')).toBe(false)
})
