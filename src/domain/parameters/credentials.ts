import type { ProvisioningTarget, Repository } from '../project.ts'

/** Credentials that Value Stream knows: the parameter for the Secret's name, and the key that tasks read from that Secret. */
export const credentialKeys = {
  gitTokenSecretName: 'token',
  gitSshKeySecretName: 'ssh_key',
  kubeconfigSecretName: 'kubeconfig',
  gcpServiceAccountSecretName: 'serviceaccount',
  awsCredentialName: 'credentials',
  azureClientSecretName: 'password',
  bastionSshKeySecretName: 'identity_file',
} as const
/** The parameter of a credential that Value Stream knows. */
export type KnownCredential = keyof typeof credentialKeys

/** Whether Value Stream knows the credential of a parameter; people define all others themselves. */
export function isKnownCredential(parameter: string): parameter is KnownCredential {
  return Object.hasOwn(credentialKeys, parameter)
}

/** Whether a parameter carries the name of a secret: a known credential, or a name of the usual form. */
export function carriesSecretName(parameter: string): boolean {
  return isKnownCredential(parameter) || parameter.endsWith('SecretName')
}

/** Whether a parameter carries the name of a secret that people define themselves; known ones follow from targets and repositories. */
export function namesOwnSecret(parameter: string): boolean {
  return carriesSecretName(parameter) && !isKnownCredential(parameter)
}

/** Suggests a secret name for a parameter that takes such a name or a secret itself. */
export function secretNameFor(parameter: string): string {
  return parameter.replace(/(Secret)?Name$/, '').replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** Returns the sorted, distinct names of the secrets with the given keys; a secret of several keys is kept as `name/key`. */
export function secretNames(keys: readonly string[]): readonly string[] {
  return [...new Set(keys.map((key) => key.split('/')[0] ?? key))].toSorted()
}

/** Returns the credentials that a Deployment needs for its targets and its repository. */
export function neededCredentials(
  targets: readonly ProvisioningTarget[],
  repository: Repository | undefined,
): readonly KnownCredential[] {
  return [...new Set([...gitCredentials(repository), ...targets.flatMap(targetCredentials)])]
}

function gitCredentials(repository: Repository | undefined): readonly KnownCredential[] {
  if (repository === undefined || repository.kind === 'hosted' || repository.visibility === 'public') return []
  return [repository.gitCloneProtocol === 'ssh' ? 'gitSshKeySecretName' : 'gitTokenSecretName']
}

function targetCredentials(target: ProvisioningTarget): readonly KnownCredential[] {
  switch (target.kind) {
    case 'local':
      return []
    case 'kubernetes':
      return ['kubeconfigSecretName']
    case 'gcp':
      return ['gcpServiceAccountSecretName']
    case 'aws':
      return ['awsCredentialName']
    case 'azure':
      return target.visibility === 'private'
        ? ['azureClientSecretName', 'bastionSshKeySecretName']
        : ['azureClientSecretName']
  }
}
