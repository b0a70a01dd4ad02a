import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { RotateCw, Send } from 'lucide-react'
import { type DeliveryView, redeliver, testWebhook, type WebhookView } from '#contract/webhooks.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { deliveriesOptions } from '#client/queries/settings.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { type State, StateMark } from '#ui/state-mark.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { RelativeTime } from '#ui/text/values.tsx'
import { settingsMessages } from '../messages.ts'
import { useEventWords } from './use-event-words.ts'

interface DeliveriesProps {
  readonly project: string
  readonly webhook: WebhookView
}

const states = {
  pending: 'waiting',
  delivered: 'succeeded',
  failed: 'failed',
} as const satisfies Record<DeliveryView['state'], State>

/** Messages sent to an address, with every attempt; each can be sent again unchanged. */
export function Deliveries({ project, webhook }: DeliveriesProps) {
  const t = useMessages(settingsMessages)
  const { client } = usePlatform()
  const cache = useQueryClient()
  const deliveries = useQuery(deliveriesOptions(client, project, webhook.id))
  const refresh = () => cache.invalidateQueries({ queryKey: [project, 'webhooks', webhook.id] })
  const again = useMutation({
    mutationFn: ({ id }: DeliveryView) =>
      client.ask(redeliver, { params: { project, webhook: webhook.id, delivery: id } }),
    onSuccess: () => {
      showToast({ text: t('sentAgain') })
      return refresh()
    },
  })
  const test = useMutation({
    mutationFn: () => client.ask(testWebhook, { params: { project, webhook: webhook.id } }),
    onSuccess: refresh,
  })
  const failure = deliveries.error ?? again.error ?? test.error
  const rows = deliveries.data?.deliveries ?? []
  return (
    <Card
      title={t('deliveries', { name: webhook.name })}
      aside={
        <Button icon={<Send size={16} aria-hidden />} isPending={test.isPending} onPress={() => test.mutate()}>
          {t('test')}
        </Button>
      }
    >
      {failure === null ? null : <ProblemPanel problem={problemOf(failure)} />}
      {deliveries.isSuccess && rows.length === 0 ? <p className="lw-card-pad lw-muted">{t('noDeliveries')}</p> : null}
      {rows.map((delivery) => (
        <Delivery key={delivery.id} delivery={delivery} onAgain={() => again.mutate(delivery)} />
      ))}
    </Card>
  )
}

function Delivery({ delivery, onAgain }: { readonly delivery: DeliveryView; readonly onAgain: () => void }) {
  const t = useMessages(settingsMessages)
  const format = useFormat()
  const eventWords = useEventWords()
  const { event, state, createdAt, attempts, body, nextAt } = delivery
  const last = attempts.at(-1)
  const outcome = ({ status, error }: DeliveryView['attempts'][number]) =>
    status === undefined ? error : t('answered', { status })
  return (
    <details className="lw-delivery">
      <summary>
        <StateMark state={states[state]} word={t(state)} />
        <span className="lw-grow">{eventWords[event]}</span>
        {last === undefined ? null : <span className="lw-muted">{outcome(last)}</span>}
        <RelativeTime at={createdAt} ago />
      </summary>
      <div>
        <ul>
          {attempts.map((attempt) => (
            <li key={attempt.at}>
              {format.dateTime(attempt.at)}: {outcome(attempt)}
            </li>
          ))}
          {nextAt === undefined ? null : <li>{t('nextTry', { when: format.dateTime(nextAt) })}</li>}
        </ul>
        <pre tabIndex={0}>{body}</pre>
        <div>
          <Button icon={<RotateCw size={16} aria-hidden />} onPress={onAgain}>
            {t('again')}
          </Button>
        </div>
      </div>
    </details>
  )
}
