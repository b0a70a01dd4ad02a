import { Link } from 'react-router'
import { pathTo } from '#client/paths.ts'
import type { LineGate } from '#domain/gates/line-gates.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import type { HomeGate } from './home-data.ts'
import { homeMessages } from './messages.ts'

export interface GateMarkProps {
  readonly project: string
  readonly open: HomeGate | undefined
  readonly closed: LineGate | undefined
}

/** An upright hexagon with the count of approvals: amber only while people can act. */
export function GateMark({ project, open, closed }: GateMarkProps) {
  const t = useMessages(homeMessages)
  const given = open?.given ?? 0
  const wanted = open?.wanted ?? closed?.wanted ?? 1
  const label = t('gateTitle', { gate: open?.title ?? closed?.title ?? '', given, wanted })
  const drawing = (
    <>
      <svg width="48" height="54" viewBox="0 0 48 54" aria-hidden>
        <path d="M24 2l21 12v26L24 52 3 40V14z" strokeLinejoin="round" />
      </svg>
      <span className="lw-gate-count lw-num">{t('gateOf', { given, wanted })}</span>
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
      to={pathTo('gate', { project, run: open.run, gate: open.name })}
      aria-label={label}
      title={label}
    >
      {drawing}
    </Link>
  )
}
