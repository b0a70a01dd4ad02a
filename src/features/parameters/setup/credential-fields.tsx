import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { applySteps } from '#domain/line/edit/splice.ts'
import { parseParameterSet } from '#domain/parameters/parameter-set.ts'
import { hostedTokenSecret } from '#domain/parameters/derived.ts'
import type { ProvisioningTarget, Repository } from '#domain/project.ts'
import type { Result } from '#domain/result.ts'
import { Button } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { TextField } from '#ui/text-field.tsx'
import { parametersMessages } from '../messages.ts'
import { useValues } from '../values-context.ts'
import { SecretDialog } from './secret-dialog.tsx'

/** Credentials that value-stream 1.7 knows: the parameter that carries the Secret's name, and the key that tasks read in it. */
export const credentialKinds = {
  gitTokenSecretName: 'token',
  gitSshKeySecretName: 'ssh_key',
  kubeconfigSecretName: 'kubeconfig',
  gcpServiceAccountSecretName: 'serviceaccount',
  awsCredentialName: 'credentials',
  azureClientSecretName: 'password',
  bastionSshKeySecretName: 'identity_file',
} as const
type Credential = keyof typeof credentialKinds

/** The credentials that a Deployment needs for its targets and its repository, and those that it has anyway. */
export function wantedCredentials(
  targets: readonly ProvisioningTarget[],
  repository: Repository | undefined,
  known: Readonly<Record<string, string>>,
): readonly string[] {
  const byTarget: Readonly<Record<ProvisioningTarget['kind'], readonly Credential[]>> = {
    local: [],
    kubernetes: ['kubeconfigSecretName'],
    gcp: ['gcpServiceAccountSecretName'],
    aws: ['awsCredentialName'],
    azure: ['azureClientSecretName'],
  }
  const git: readonly Credential[] =
    repository === undefined || repository.kind === 'hosted' || repository.visibility === 'public'
      ? []
      : [repository.gitCloneProtocol === 'ssh' ? 'gitSshKeySecretName' : 'gitTokenSecretName']
  return [...new Set([...git, ...targets.flatMap(({ kind }) => byTarget[kind]), ...Object.keys(known)])]
}

/** Writes the credentials of a ParameterSet; names that are empty now go. */
export function setCredentials(text: string, credentials: Readonly<Record<string, string>>): Result<string> {
  const before = parseParameterSet(text).credentials
  const names = [...new Set([...Object.keys(before), ...Object.keys(credentials)])]
  const changed = names.filter((name) => (before[name] ?? '') !== (credentials[name] ?? ''))
  if (changed.length === 0) return { ok: true, value: text }
  const left = Object.fromEntries(Object.entries(credentials).filter(([, value]) => value !== ''))
  if (text.trim() === '') return applySteps('config: {}\n', [{ op: 'set', path: ['credentials'], value: left }])
  const isEmptied = Object.keys(left).length === 0
  if (isEmptied) return applySteps(text, [{ op: 'remove', path: ['credentials'] }])
  return applySteps(
    text,
    changed.map((name) =>
      (credentials[name] ?? '') === ''
        ? ({ op: 'remove', path: ['credentials', name] } as const)
        : ({ op: 'set', path: ['credentials', name], value: credentials[name] ?? '' } as const),
    ),
  )
}

interface CredentialFieldsProps {
  readonly environment: string
  readonly wanted: readonly string[]
  readonly credentials: Readonly<Record<string, string>>
  readonly onChange: (credentials: Readonly<Record<string, string>>) => void
}

/** One reference per credential, with a way to write its value into the store. */
export function CredentialFields({ environment, wanted, credentials, onChange }: CredentialFieldsProps) {
  const t = useMessages(parametersMessages)
  const { secretKeys } = useValues()
  const [writing, setWriting] = useState<string>()
  const keys = secretKeys(environment)
  const isSet = (name: string): boolean =>
    name === hostedTokenSecret || keys.some((key) => key === name || key.startsWith(`${name}/`))
  return (
    <fieldset className="lw-values-fieldset">
      <legend>{t('credentials')}</legend>
      {wanted.length === 0 ? <p className="lw-muted">{t('noCredentials')}</p> : null}
      {wanted.map((parameter) => {
        const name = credentials[parameter] ?? ''
        return (
          <div key={parameter} className="lw-values-credential">
            <TextField
              label={parameter}
              help={
                name === ''
                  ? t('credentialHelp')
                  : isSet(name)
                    ? t('secretIsSet')
                    : t('secretIsNotSet', { environment })
              }
              value={name}
              onChange={(value) => onChange({ ...credentials, [parameter]: value.trim() })}
              mono
            />
            <Button icon={<KeyRound size={14} aria-hidden />} onPress={() => setWriting(parameter)}>
              {t('setValue')}
            </Button>
          </div>
        )
      })}
      {writing === undefined ? null : (
        <SecretDialog
          environment={environment}
          secret={
            credentials[writing] === undefined || credentials[writing] === ''
              ? defaultName(writing)
              : credentials[writing]
          }
          onClose={() => setWriting(undefined)}
          onSet={(name) => onChange({ ...credentials, [writing]: name })}
        />
      )}
    </fieldset>
  )
}

/** `gitTokenSecretName` proposes `git-token`. */
function defaultName(parameter: string): string {
  return parameter.replace(/(Secret)?Name$/, '').replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
