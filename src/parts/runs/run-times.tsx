import { type RunSummary, workedBy } from '#contract/run-lists.ts'
import { useNow } from '#ui/clock.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { runTableMessages } from './run-table-messages.ts'

export interface RunTimeProps {
  readonly run: RunSummary
}

/** The time of work, counting while something works. */
export function WorkTime({ run }: RunTimeProps) {
  const t = useMessages(runTableMessages)
  const format = useFormat()
  const now = useNow()
  const worked = workedBy(run, now)
  return (
    <span className="lw-num lw-nowrap" title={t('workHelp')}>
      {worked === 0 ? '' : format.duration(worked)}
    </span>
  )
}

/** How long runs of the line usually work. */
export function UsualTime({ run: { usual } }: RunTimeProps) {
  const format = useFormat()
  return <span className="lw-muted lw-num lw-nowrap">{usual === undefined ? '' : format.duration(usual)}</span>
}

/** From this factor on, a run counts as slow. */
const slow = 1.25
/** Where the bar ends: slower runs look the same. */
const most = 2

/** The time of work as a bar with the usual time at its middle, and the factor in words. */
export function AgainstUsual({ run }: RunTimeProps) {
  const t = useMessages(runTableMessages)
  const format = useFormat()
  const now = useNow()
  const { usual } = run
  if (usual === undefined || usual === 0) return <span className="lw-faint">{t('noUsual')}</span>
  const factor = workedBy(run, now) / usual
  const words = format.number(Math.round(factor * 10) / 10)
  const isSlow = factor >= slow
  return (
    <span
      className="lw-against"
      data-slow={isSlow || undefined}
      title={t('timesUsual', { factor: words, time: format.duration(usual) })}
    >
      <span className="lw-against-bar" aria-hidden>
        <span style={{ width: `${String((Math.min(factor, most) / most) * 100)}%` }} />
      </span>
      <span className="lw-num">{t('times', { factor: words })}</span>
    </span>
  )
}
