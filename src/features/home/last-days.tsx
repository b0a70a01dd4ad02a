import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { deliveryMetricsOptions } from '#client/queries/delivery-metrics.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { laterMessages } from './later-messages.ts'

const days = 30

/** Deliveries to the last environment, compared with as many days before. */
export function LastDays({ project, environment }: { readonly project: string; readonly environment: string }) {
  const t = useMessages(laterMessages)
  const format = useFormat()
  const { client } = usePlatform()
  const { data } = useQuery(deliveryMetricsOptions(client, project, { environment, days }))
  if (data === undefined) return null
  const { before } = data
  const share = ({ succeeded, failed }: typeof before): number | undefined =>
    succeeded + failed === 0 ? undefined : failed / (succeeded + failed)
  const points = (difference: number): string => t('points', { count: Math.round(100 * difference) })
  return (
    <section className="lw-home-section">
      <header>
        <h2>{t('lastDays', { days })}</h2>
        <Link to={pathTo('runs', { project }, { environment, when: '30d' })}>{t('analysis')}</Link>
      </header>
      <dl className="lw-last-days">
        <Figure
          name={t('releases')}
          value={data.succeeded}
          before={before.succeeded + before.failed === 0 ? undefined : before.succeeded}
          show={format.number}
        />
        <Figure
          name={t('leadTime')}
          value={data.fromCommit ?? data.lead}
          before={data.fromCommit === undefined ? before.lead : before.fromCommit}
          show={format.duration}
          isLessBetter
        />
        <Figure
          name={t('failedReleases')}
          value={share(data)}
          before={share(before)}
          show={format.percent}
          showDifference={points}
          isLessBetter
        />
        <Figure
          name={t('recovery')}
          value={data.recovery}
          before={before.recovery}
          show={format.duration}
          isLessBetter
        />
      </dl>
    </section>
  )
}

interface FigureProps {
  readonly name: string
  readonly value: number | undefined
  readonly before: number | undefined
  readonly show: (value: number) => string
  readonly showDifference?: (difference: number) => string
  readonly isLessBetter?: boolean
}

function Figure({ name, value, before, show, showDifference = show, isLessBetter = false }: FigureProps) {
  const t = useMessages(laterMessages)
  const shown = value === undefined ? undefined : show(value)
  const difference = value === undefined || before === undefined ? undefined : value - before
  // Compares as shown: a difference that rounding hides is none.
  const isSame = before !== undefined && shown === show(before)
  const change = showDifference(Math.abs(difference ?? 0))
  return (
    <div>
      <dt>{name}</dt>
      <dd>{shown ?? t('none')}</dd>
      {difference === undefined ? null : (
        <dd className="lw-change" data-better={isSame ? undefined : difference < 0 === isLessBetter}>
          {isSame ? t('asBefore') : t(difference < 0 ? 'less' : 'more', { change })}
        </dd>
      )}
    </div>
  )
}
