import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { z } from 'zod'
import { type listSecrets, removeSecret, shortestSecret, writeSecret } from '#contract/secrets.ts'
import { hueOf } from '#client/environments.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { secretsOptions } from '#client/queries/secrets.ts'
import { outlineOptions } from '#client/queries/outline.ts'
import { useRefusal } from '#parts/findings/use-refusal.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { EnvironmentChip } from '#ui/marks.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useOffReason } from '#parts/off-reason.ts'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Select } from '#ui/fields/select.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { type Column, Table } from '#ui/tables/table.tsx'
import { SecretField } from '#ui/fields/secret-field.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { RelativeTime } from '#ui/text/values.tsx'
import { generalMessages } from './general-messages.ts'

type Secret = z.output<typeof listSecrets.response>['secrets'][number]

/**
 * Which secrets are set, and a form to set one. A value leaves the page once, in the request's body, and is then
 * forgotten.
 */
export function SecretsCard({ project }: { readonly project: string }) {
  const t = useMessages(generalMessages)
  const { client } = usePlatform()
  const secrets = useQuery(secretsOptions(client, project))
  const outline = useQuery(outlineOptions(client, project))
  const environments = outline.data?.environments ?? []
  const offReason = useOffReason(project)
  const off = offReason('secrets.write')
  const [leaving, setLeaving] = useState<Secret>()
  const columns: readonly Column<Secret>[] = [
    {
      id: 'key',
      title: t('secret'),
      isRowHeader: true,
      render: (secret) => <span className="lw-mono">{secret.key}</span>,
    },
    {
      id: 'environment',
      title: t('environment'),
      render: (secret) => <EnvironmentChip name={secret.environment} hue={hueOf(environments, secret.environment)} />,
    },
    { id: 'version', title: t('version'), render: (secret) => <span className="lw-mono">{secret.version}</span> },
    { id: 'set', title: t('setAt'), align: 'right', render: (secret) => <RelativeTime at={secret.setAt} ago /> },
    {
      id: 'remove',
      title: t('remove'),
      align: 'right',
      render: (secret) => (
        <IconButton label={t('removeSecret', secret)} reason={off} onPress={() => setLeaving(secret)}>
          <Trash2 size={16} aria-hidden />
        </IconButton>
      ),
    },
  ]
  return (
    <Card title={t('secrets')}>
      <div className="lw-card-pad">
        <p className="lw-muted">{t('secretsNote')}</p>
        <p className="lw-muted">{t('secretsHidden')}</p>
        {secrets.isError ? (
          <ProblemPanel problem={problemOf(secrets.error)} onRetry={() => void secrets.refetch()} />
        ) : null}
        {secrets.isPending ? <Skeleton rows={3} /> : null}
        {secrets.data?.secrets.length === 0 ? <p>{t('noSecrets')}</p> : null}
      </div>
      {secrets.data === undefined || secrets.data.secrets.length === 0 ? null : (
        <Table
          label={t('secrets')}
          columns={columns}
          rows={secrets.data.secrets}
          rowKey={(secret) => `${secret.environment} ${secret.key}`}
        />
      )}
      {secrets.isPending ? null : (
        <SecretForm project={project} environments={environments.map((environment) => environment.name)} off={off} />
      )}
      {leaving === undefined ? null : (
        <RemoveSecret project={project} secret={leaving} onClose={() => setLeaving(undefined)} />
      )}
    </Card>
  )
}

interface RemoveSecretProps {
  readonly project: string
  readonly secret: Secret
  readonly onClose: () => void
}

function RemoveSecret({ project, secret, onClose }: RemoveSecretProps) {
  const t = useMessages(generalMessages)
  const { client } = usePlatform()
  const cache = useQueryClient()
  const { key, environment } = secret
  const remove = useMutation({
    mutationFn: () => client.ask(removeSecret, { params: { project, key, environment } }),
    onSuccess: () => {
      onClose()
      return cache.invalidateQueries({ queryKey: [project, 'secrets'] })
    },
  })
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title={t('removeSecretTitle', { key, environment })}
      onClose={onClose}
      cancels
      actions={
        <Button kind="danger" isPending={remove.isPending} onPress={() => remove.mutate()}>
          {t('remove')}
        </Button>
      }
    >
      <p>{t('removeSecretText')}</p>
      {remove.isError ? <ProblemPanel problem={problemOf(remove.error)} /> : null}
    </Dialog>
  )
}

interface SecretFormProps {
  readonly project: string
  readonly environments: readonly string[]
  readonly off: string | undefined
}

function SecretForm({ project, environments, off }: SecretFormProps) {
  const t = useMessages(generalMessages)
  const { client } = usePlatform()
  const cache = useQueryClient()
  const [key, setKey] = useState('')
  const [value, setValue] = useState('')
  const [environment, setEnvironment] = useState<string>()
  const write = useMutation({
    mutationFn: (body: { readonly environment: string; readonly value: string }) =>
      client.ask(writeSecret, { params: { project, key: key.trim() }, body }),
    async onSuccess(_answer, body) {
      setValue('')
      showToast({ text: t('secretSet', { key: key.trim(), environment: body.environment }) })
      await cache.invalidateQueries({ queryKey: [project, 'secrets'] })
    },
    // The mutation's variables hold the value, so nothing of it may stay in the cache.
    gcTime: 0,
  })
  const refusal = useRefusal(write.error, ['key', 'value'])
  const isShort = value.length < shortestSecret
  const [isChecked, setChecked] = useState(false)
  const missing = isChecked ? t('secretMissing') : undefined
  function handleSubmit(event: FormEvent): void {
    event.preventDefault()
    setChecked(true)
    if (key.trim() === '' || isShort || environment === undefined) return
    write.mutate(
      { environment, value },
      {
        onSuccess: () => {
          write.reset()
          setChecked(false)
        },
      },
    )
  }
  return (
    <form className="lw-card-pad lw-secret-form" onSubmit={handleSubmit}>
      <TextField
        label={t('secret')}
        error={key.trim() === '' ? missing : refusal.at('key')}
        value={key}
        onChange={setKey}
        mono
        isRequired
      />
      <Select
        label={t('environment')}
        choices={environments.map((name) => ({ id: name, title: name }))}
        value={environment}
        onChange={setEnvironment}
        error={isChecked && environment === undefined ? t('secretNowhere') : undefined}
        isRequired
      />
      <SecretField
        label={t('secretValue')}
        value={value}
        onChange={setValue}
        error={value === '' ? missing : isShort ? t('secretShort', { count: shortestSecret }) : refusal.at('value')}
        isRequired
      />
      <Button type="submit" icon={<Plus size={16} aria-hidden />} isPending={write.isPending} reason={off}>
        {t('setSecret')}
      </Button>
      {refusal.rest === undefined ? null : <ProblemPanel problem={refusal.rest} />}
    </form>
  )
}
