import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Pencil, Trash2, Webhook } from 'lucide-react'
import { useState } from 'react'
import { createWebhook, removeWebhook, type WebhookView } from '#contract/webhooks.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { webhooksOptions } from '#client/queries/settings.ts'
import { useProjectName } from '#client/use-project.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { useFormat } from '#ui/i18n/format.ts'
import { offerUndo } from '#parts/offer-undo.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Badge } from '#ui/marks.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { type Column, WideTable } from '#ui/tables/table.tsx'
import { useFocusStays } from '#ui/use-focus-stays.ts'
import { useAddress } from '#ui/use-address.ts'
import { AdminsOnly } from '../admins-only.tsx'
import { Deliveries } from './deliveries.tsx'
import { settingsMessages } from '../messages.ts'
import { SettingsFrame } from '../settings-frame.tsx'
import { useEventWords } from './use-event-words.ts'
import { WebhookDialog } from './webhook-dialog.tsx'

/** Webhooks, for admins. */
export function WebhooksPage() {
  const t = useMessages(settingsMessages)
  return (
    <AdminsOnly section="webhooks" note={t('webhooksNote')}>
      <Webhooks />
    </AdminsOnly>
  )
}

/** Addresses that are notified of events. The URL says whose deliveries are shown. */
function Webhooks() {
  const t = useMessages(settingsMessages)
  const format = useFormat()
  const project = useProjectName()
  const { client } = usePlatform()
  const cache = useQueryClient()
  const webhooks = useQuery(webhooksOptions(client, project))
  const [edited, setEdited] = useState<WebhookView | 'new'>()
  const [search, setAddress] = useAddress()
  const refresh = () => void cache.invalidateQueries({ queryKey: [project, 'webhooks'] })
  const remove = useMutation({
    mutationFn: ({ id }: WebhookView) => client.ask(removeWebhook, { params: { project, webhook: id } }),
    onSuccess: (_, { id: _id, ...fields }) => {
      offerUndo(t('removeNamed', { name: fields.name }), () =>
        client.ask(createWebhook, { params: { project }, body: fields }).then(refresh),
      )
      refresh()
    },
  })
  const rows = webhooks.data?.webhooks ?? []
  // A button that removes its row goes with it.
  const { place, hold } = useFocusStays<HTMLDivElement>(rows.length)
  const shown = rows.find(({ id }) => id === search.get('webhook'))
  const eventWords = useEventWords()
  const columns: readonly Column<WebhookView>[] = [
    {
      id: 'name',
      title: t('name'),
      isRowHeader: true,
      render: ({ name, enabled }) => (enabled ? name : `${name} (${t('disabled')})`),
    },
    { id: 'url', title: t('url'), grows: true, render: ({ url }) => <code>{url}</code> },
    {
      id: 'events',
      title: t('events'),
      wraps: true,
      render: ({ events }) => (
        <span className="lw-webhook-events">{format.list(events.map((event) => eventWords[event]))}</span>
      ),
    },
    {
      id: 'secret',
      title: t('signature'),
      render: ({ secret }) => (secret === undefined ? t('unsigned') : `${secret.environment}/${secret.key}`),
    },
    {
      id: 'act',
      title: t('actions'),
      align: 'right',
      render: (webhook) => (
        <span className="lw-row">
          <Button kind="quiet" onPress={() => setAddress({ webhook: webhook.id }, 'push')}>
            {t('showDeliveries')}
          </Button>
          <IconButton label={t('editNamed', { name: webhook.name })} onPress={() => setEdited(webhook)}>
            <Pencil size={16} aria-hidden />
          </IconButton>
          <IconButton label={t('removeNamed', { name: webhook.name })} onPress={() => remove.mutate(webhook)}>
            <Trash2 size={16} aria-hidden />
          </IconButton>
        </span>
      ),
    },
  ]
  const failure = webhooks.error ?? remove.error
  return (
    <SettingsFrame
      section="webhooks"
      note={t('webhooksNote')}
      aside={
        <Button kind="primary" icon={<Webhook size={16} aria-hidden />} onPress={() => setEdited('new')}>
          {t('addWebhook')}
        </Button>
      }
    >
      {failure === null ? null : <ProblemPanel problem={problemOf(failure)} />}
      <Card title={t('webhooks')} badge={<Badge>{rows.length}</Badge>}>
        <div ref={place} {...hold} tabIndex={-1} role="group" aria-label={t('webhooks')}>
          {webhooks.isPending ? <Skeleton rows={3} /> : null}
          {webhooks.isSuccess && rows.length === 0 ? (
            <EmptyState icon={<Webhook size={24} />} title={t('noWebhooks')} text={t('noWebhooksText')} />
          ) : null}
          {rows.length === 0 ? null : (
            <WideTable label={t('webhooks')} columns={columns} rows={rows} rowKey={({ id }) => id} />
          )}
        </div>
      </Card>
      {shown === undefined ? null : <Deliveries project={project} webhook={shown} />}
      {edited === undefined ? null : (
        <WebhookDialog
          project={project}
          webhook={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      )}
    </SettingsFrame>
  )
}
