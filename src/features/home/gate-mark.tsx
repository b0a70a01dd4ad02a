import { Link } from 'react-router'
import { pathTo } from '#client/paths.ts'
import type { LineGate } from '#domain/gates/line-gates.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import type { HomeGate } from './home-data.ts'
import { homeMessages } from './messages.ts'

export interface GateMarkProps {
  readonly project: string
  /** The open gates, the most urgent for this person first. */
  readonly open: readonly HomeGate[]
  readonly closed: LineGate | undefined
}

/**
 * A hexagon with the count of approvals, amber only while people can act. With several open gates it says how many more
 * there are and leads to all of them.
 */
export function GateMark({ project, open: [open, ...more], closed }: GateMarkProps) {
  const t = useMessages(homeMessages)
  const given = open?.given ?? 0
  const wanted = open?.wanted ?? closed?.wanted ?? 1
  const gate = t('gateTitle', { gate: open?.title ?? closed?.title ?? '', given, wanted })
  const label = more.length === 0 ? gate : t('gateAndMore', { gate, count: more.length })
  const drawing = (
    <>
      <svg width="48" height="54" viewBox="0 0 48 54" aria-hidden>
        <path d="M24 2l21 12v26L24 52 3 40V14z" strokeLinejoin="round" />
      </svg>
      <span className="lw-gate-count lw-num">{t('gateOf', { given, wanted })}</span>
      {more.length === 0 ? null : <span className="lw-gate-more lw-num">+{more.length}</span>}
    </>
  )
  if (open === undefined) {
    return (
      <span className="lw-gate-mark" role="img" aria-label={label} title={label}>
        {drawing}
      </span>
    )
  }
  return (
    <Link
      className="lw-gate-mark"
      data-waiting
      to={
        more.length === 0
          ? pathTo('gate', { project, run: open.run, gate: open.name })
          : pathTo('approvals', { project })
      }
      aria-label={label}
      title={label}
    >
      {drawing}
    </Link>
  )
}
