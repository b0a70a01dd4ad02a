import { useQuery } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { usePlatform } from '#client/platform.ts'
import { secretsOptions } from '#client/queries/secrets.ts'
import type { Stage } from '#domain/line/line.ts'
import { secretNameFor, secretNames } from '#domain/parameters/credentials.ts'
import type { ResolvedParameter } from '#domain/parameters/resolved.ts'
import { secretText, secretTexts } from '#domain/parameters/secret-text.ts'
import { SecretDialog } from '#parts/secrets/secret-dialog.tsx'
import { secretMessages } from '#parts/secrets/secret-messages.ts'
import { IconButton } from '#ui/button.tsx'
import type { Choice } from '#ui/fields/choices.ts'
import { Select } from '#ui/fields/select.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useDesigner, useView } from '../designer-context.tsx'
import { designerMessages } from '../messages.ts'
import { ParameterField, type ParameterFieldProps } from './parameter-field.tsx'

interface SecretProps {
  readonly stage: Stage
  readonly parameter: ResolvedParameter
}

/** Chooses one of the secrets of the stage's environment, or stores a new one. */
export function SecretChoice({
  stage,
  parameter,
  onChoose,
}: SecretProps & { readonly onChoose: (key: string) => void }) {
  const t = useMessages(designerMessages)
  const { editable } = useDesigner()
  const { environment, kept } = useKeptSecrets(stage)
  const texts = secretTexts(new Map(kept.map(({ key, versions }) => [key, versions])))
  const current = parameter.secret === undefined ? undefined : secretText(parameter.secret)
  const choices = [...new Set([...texts, ...(current === undefined ? [] : [current])])].map((key) => ({
    id: key,
    title: key,
    icon: <KeyRound size={14} aria-hidden />,
  }))
  return (
    <div className="lw-row">
      <Select
        quiet
        label={parameter.name}
        isDisabled={!editable}
        placeholder={choices.length === 0 ? t('noSecrets') : t('chooseSecret')}
        value={current}
        choices={choices}
        onChange={onChoose}
      />
      <SetSecret
        environment={environment}
        secret={parameter.secret?.key ?? secretNameFor(parameter.name)}
        onSet={onChoose}
      />
    </div>
  )
}

/** The name of a secret as a text field: suggests those of the stage's environment and can store a new one. */
export function SecretNameField({ stage, ...field }: ParameterFieldProps & { readonly stage: Stage }) {
  const { environment, kept } = useKeptSecrets(stage)
  const suggestions = secretNames(kept.map(({ key }) => key)).map((name): Choice => ({ id: name, title: name }))
  return (
    <div className="lw-row">
      <ParameterField {...field} suggestions={suggestions} />
      <SetSecret
        environment={environment}
        secret={field.value === '' ? secretNameFor(field.label) : field.value}
        onSet={(key) => {
          field.onCommit(secretNames([key])[0] ?? key)
          field.onEnd()
        }}
      />
    </div>
  )
}

function useKeptSecrets(stage: Stage) {
  const { project } = useDesigner()
  const { world } = useView()
  const { client } = usePlatform()
  const { data } = useQuery(secretsOptions(client, project))
  const { app, name } = stage.spec.deployment
  const environment = world.deployments.find((entry) => entry.application === app && entry.name === name)?.environment
  return { environment, kept: (data?.secrets ?? []).filter((secret) => secret.environment === environment) }
}

interface SetSecretProps {
  readonly environment: string | undefined
  readonly secret: string
  readonly onSet: (key: string) => void
}

function SetSecret({ environment, secret, onSet }: SetSecretProps) {
  const t = useMessages(secretMessages)
  const { project, editable } = useDesigner()
  const [isOpen, setOpen] = useState(false)
  if (!editable || environment === undefined) return null
  return (
    <>
      <IconButton label={t('setSecretIn', { environment })} onPress={() => setOpen(true)}>
        <KeyRound size={16} aria-hidden />
      </IconButton>
      {isOpen ? (
        <SecretDialog
          project={project}
          environment={environment}
          secret={secret}
          onClose={() => setOpen(false)}
          onSet={onSet}
        />
      ) : null}
    </>
  )
}
