import { useQuery } from '@tanstack/react-query'
import { usePlatform } from '#client/platform.ts'
import { deliveryMetricsOptions } from '#client/queries/delivery-metrics.ts'
import { outlineOptions } from '#client/queries/outline.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { DeliveryCourse } from './delivery-course.tsx'
import { deliveryMessages } from './delivery-messages.ts'
import type { ListFilter } from './filter-search.ts'
import './delivery-strip.css'

const days = 30

interface DeliveryStripProps {
  readonly project: string
  readonly filter: Pick<ListFilter, 'environment' | 'line'>
}

/** Frequency, lead time, failures and time to recover, for the environment in the filter or else the last one. */
export function DeliveryStrip({ project, filter: { environment: chosen, line } }: DeliveryStripProps) {
  const t = useMessages(deliveryMessages)
  const format = useFormat()
  const { client } = usePlatform()
  const { data: outline } = useQuery(outlineOptions(client, project))
  const environment = chosen ?? outline?.environments.at(-1)?.name ?? ''
  const query = { environment, days, ...(line === undefined ? {} : { line }) }
  const { data } = useQuery({ ...deliveryMetricsOptions(client, project, query), enabled: environment !== '' })
  if (data === undefined || data.succeeded + data.failed === 0) return null
  const { succeeded, failed, perWeek, lead, fromCommit, recovery, weeks, left = 0 } = data
  const all = succeeded + failed
  const title = line === undefined ? t('title', { environment, days }) : t('ofLine', { line, environment, days })
  const time = (milliseconds: number | undefined): string =>
    milliseconds === undefined ? t('unknown') : format.duration(milliseconds)
  return (
    <section className="lw-delivery-strip" aria-label={title}>
      <h2>{title}</h2>
      {left === 0 ? null : <span className="lw-muted">{t('counting', { count: left })}</span>}
      <dl>
        <div>
          <dt>{t('frequency')}</dt>
          <dd>{t('perWeek', { often: format.number(Math.round(perWeek * 10) / 10) })}</dd>
        </div>
        {fromCommit === undefined ? null : (
          <div title={t('fromCommitHelp')}>
            <dt>{t('fromCommit')}</dt>
            <dd>{time(fromCommit)}</dd>
          </div>
        )}
        <div title={t('leadHelp')}>
          <dt>{t('lead')}</dt>
          <dd>{time(lead)}</dd>
        </div>
        <div>
          <dt>{t('failed')}</dt>
          <dd>{t('share', { share: format.percent(failed / all), failed, all })}</dd>
        </div>
        <div title={t('recoveryHelp')}>
          <dt>{t('recovery')}</dt>
          <dd>{time(recovery)}</dd>
        </div>
        <div>
          <dt>{t('course', { weeks: weeks.length })}</dt>
          <dd>
            <DeliveryCourse weeks={weeks} />
          </dd>
        </div>
      </dl>
    </section>
  )
}
