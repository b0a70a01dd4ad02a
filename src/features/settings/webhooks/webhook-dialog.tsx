import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { createWebhook, updateWebhook, type WebhookView } from '#contract/webhooks.ts'
import { usePlatform } from '#client/platform.ts'
import { secretsOptions } from '#client/queries/secrets.ts'
import { webhookEvents } from '#domain/webhooks.ts'
import { useRefusal } from '#parts/findings/use-refusal.ts'
import { useTyped } from '#parts/use-typed.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Checkboxes } from '#ui/fields/checkboxes.tsx'
import { Select } from '#ui/fields/select.tsx'
import { Switch } from '#ui/fields/switch.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { settingsMessages } from '../messages.ts'
import { useEventWords } from './use-event-words.ts'

interface WebhookDialogProps {
  readonly project: string
  /** The webhook to edit; undefined for a new one. */
  readonly webhook: WebhookView | undefined
  readonly onClose: () => void
}

const unsigned = '-'

export function WebhookDialog({ project, webhook, onClose }: WebhookDialogProps) {
  const t = useMessages(settingsMessages)
  const { client } = usePlatform()
  const cache = useQueryClient()
  const secrets = useQuery(secretsOptions(client, project))
  const form = `webhook/${webhook?.id ?? ''}`
  const [name, setName] = useTyped(`${form} name`, z.string(), webhook?.name ?? '')
  const [url, setUrl] = useTyped(`${form} url`, z.string(), webhook?.url ?? '')
  const [events, setEvents] = useTyped<WebhookView['events']>(
    `${form} events`,
    z.array(z.enum(webhookEvents)),
    webhook?.events ?? [...webhookEvents],
  )
  const [secret, setSecret] = useTyped(
    `${form} secret`,
    z.string(),
    webhook?.secret === undefined ? unsigned : idOf(webhook.secret),
  )
  const [enabled, setEnabled] = useTyped(`${form} enabled`, z.boolean(), webhook?.enabled ?? true)
  const [isChecked, setChecked] = useState(false)
  const isAddress = /^https?:\/\//.test(url) && URL.canParse(url)
  const eventWords = useEventWords()
  const set = (secrets.data?.secrets ?? []).map(({ environment, key }) => ({ environment, key }))
  // A secret that is still loading or was removed stays selected, or saving would silently turn off signatures.
  const current = webhook?.secret
  const offered = current === undefined || set.some((one) => idOf(one) === idOf(current)) ? set : [current, ...set]
  const save = useMutation({
    mutationFn: () => {
      const found = offered.find((one) => idOf(one) === secret)
      const reference = found === undefined ? {} : { secret: found }
      const body = { name, url, events, enabled, ...reference }
      return webhook === undefined
        ? client.ask(createWebhook, { params: { project }, body })
        : client.ask(updateWebhook, { params: { project, webhook: webhook.id }, body })
    },
    onSuccess: () => {
      onClose()
      void cache.invalidateQueries({ queryKey: [project, 'webhooks'] })
    },
  })
  const refusal = useRefusal(save.error, ['name', 'url'])
  function submit(): void {
    setChecked(true)
    if (name.trim() !== '' && isAddress && events.length > 0) save.mutate()
  }
  return (
    <Dialog
      isOpen
      title={webhook === undefined ? t('addWebhook') : t('editNamed', { name: webhook.name })}
      onClose={onClose}
      cancels
      actions={
        <Button kind="primary" isPending={save.isPending} onPress={submit}>
          {t('save')}
        </Button>
      }
    >
      <TextField
        label={t('name')}
        isRequired
        autoFocus
        value={name}
        error={isChecked && name.trim() === '' ? t('missing') : refusal.at('name')}
        onChange={setName}
      />
      <TextField
        label={t('url')}
        help={t('urlHelp')}
        isRequired
        type="url"
        value={url}
        error={isChecked && !isAddress ? t('urlWrong') : refusal.at('url')}
        onChange={setUrl}
      />
      <Checkboxes
        label={t('events')}
        choices={webhookEvents.map((id) => ({ id, title: eventWords[id] }))}
        chosen={events}
        onChange={setEvents}
      />
      {isChecked && events.length === 0 ? <p role="alert">{t('scopeMissing')}</p> : null}
      <Select
        label={t('signature')}
        help={t('signatureHelp')}
        value={secret}
        choices={[
          { id: unsigned, title: t('unsigned') },
          ...offered.map((one) => ({ id: idOf(one), title: `${one.environment}/${one.key}` })),
        ]}
        onChange={setSecret}
      />
      <Switch isSelected={enabled} onChange={setEnabled}>
        {t('enabled')}
      </Switch>
      {refusal.rest === undefined ? null : <ProblemPanel problem={refusal.rest} />}
    </Dialog>
  )
}

function idOf({ environment, key }: { readonly environment: string; readonly key: string }): string {
  return `${environment}/${key}`
}
