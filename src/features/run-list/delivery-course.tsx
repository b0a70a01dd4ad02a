import type { DeliveryMetrics } from '#domain/metrics/delivery.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { deliveryMessages } from './delivery-messages.ts'

type Week = DeliveryMetrics['weeks'][number]

/**
 * Deliveries by week: succeeded ones above the line, failed ones hatched below it. A sentence says the same to screen
 * readers.
 */
export function DeliveryCourse({ weeks }: { readonly weeks: readonly Week[] }) {
  const t = useMessages(deliveryMessages)
  const format = useFormat()
  const most = Math.max(1, ...weeks.map(({ succeeded, failed }) => Math.max(succeeded, failed)))
  const barOf = (count: number) =>
    count === 0 ? null : <span style={{ height: `${String((100 * count) / most)}%` }} />
  function wordsOf({ from, succeeded, failed, fromCommit }: Week): string {
    const counted = { from: format.date(from), succeeded: format.number(succeeded), failed: format.number(failed) }
    return fromCommit === undefined
      ? t('week', counted)
      : t('weekWithLead', { ...counted, lead: format.duration(fromCommit) })
  }
  return (
    <ol className="lw-course">
      {weeks.map((week) => (
        <li key={week.from} title={wordsOf(week)}>
          <span className="lw-hidden">{wordsOf(week)}</span>
          <span className="lw-course-good">{barOf(week.succeeded)}</span>
          <span className="lw-course-failed">{barOf(week.failed)}</span>
        </li>
      ))}
    </ol>
  )
}
