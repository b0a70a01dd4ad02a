import { Link } from 'react-router'
import type { Evidence, GateView } from '#contract/gate-evidence.ts'
import { pathTo } from '#client/paths.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { useMoment } from '#ui/i18n/use-moment.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { type State, StateMark } from '#ui/state-mark.tsx'
import { RelativeTime } from '#ui/text/values.tsx'
import { gateMessages } from './messages.ts'

interface GateOutlookProps {
  readonly project: string
  readonly view: GateView
}

/** What waits behind the gate, how large the release is compared to earlier ones, and how the gate ended before. */
export function GateOutlook({ project, view }: GateOutlookProps) {
  return (
    <>
      {view.gate.closedAt === undefined && !view.hasEnded ? <WhatWaits project={project} view={view} /> : null}
      {view.evidence === undefined || view.gate.state === 'pending' ? null : <Risk risk={view.evidence.risk} />}
      <Earlier project={project} view={view} />
    </>
  )
}

function SinceOpened({ at }: { readonly at: string }) {
  const t = useMessages(gateMessages)
  const when = useMoment(at)
  return <span className="lw-muted lw-num lw-nowrap">{t('sinceOpened', { when })}</span>
}

function WhatWaits({ project, view }: GateOutlookProps) {
  const t = useMessages(gateMessages)
  const { openedAt } = view.gate
  return (
    <section>
      <h2>{t('whatWaits')}</h2>
      <ul className="lw-gate-waits">
        {view.holds.map((stage) => (
          <li key={stage}>
            <StateMark state="waiting" word={stage} />
            {openedAt === undefined ? null : <SinceOpened at={openedAt} />}
          </li>
        ))}
        {view.waitsBehind.map((stage) => (
          <li key={stage}>
            <StateMark state="waiting" word={stage} />
            <span className="lw-muted">{t('after')}</span>
          </li>
        ))}
        {view.runsBehind.map(({ run, number }) => (
          <li key={run}>
            <StateMark state="waiting" word={t('runBehind', { number })} />
            <Link to={pathTo('run', { project, run })}>{t('open')}</Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Risk({ risk }: { readonly risk: Evidence['risk'] }) {
  const t = useMessages(gateMessages)
  const format = useFormat()
  const { releases, failures, changedLines, usualChangedLines, usualSeconds, lastFailureAt } = risk
  const smaller = usualChangedLines.filter((lines) => lines < changedLines).length
  const share = usualChangedLines.length === 0 ? undefined : smaller / usualChangedLines.length
  return (
    <section>
      <h2>{releases === 0 ? t('firstRelease') : t('risk', { count: releases })}</h2>
      <dl className="lw-gate-risk">
        <dt>{t('changedLines')}</dt>
        <dd>
          {share === undefined ? null : <Scale share={share} label={t('larger', { share: format.percent(share) })} />}
          <span className="lw-num">{format.number(changedLines)}</span>
        </dd>
        {usualSeconds === undefined ? null : (
          <>
            <dt>{t('usualTime')}</dt>
            <dd className="lw-num">{format.duration(usualSeconds * 1000)}</dd>
          </>
        )}
        {releases === 0 ? null : (
          <>
            <dt>{t('failures')}</dt>
            <dd>
              <Scale share={failures / releases} label={t('ofReleases', { failures, releases })} />
              <span className="lw-num">{t('ofReleases', { failures, releases })}</span>
            </dd>
            <dt>{t('lastFailure')}</dt>
            <dd>{lastFailureAt === undefined ? t('never') : <RelativeTime at={lastFailureAt} ago />}</dd>
          </>
        )}
      </dl>
    </section>
  )
}

/** A marker at a share from 0 to 1. */
function Scale({ share, label }: { readonly share: number; readonly label: string }) {
  return (
    <span className="lw-gate-scale" role="img" aria-label={label} title={label}>
      <span style={{ insetInlineStart: `${Math.round(share * 100)}%` }} />
    </span>
  )
}

const endings = {
  passed: { state: 'succeeded', text: 'statePassed' },
  rejected: { state: 'failed', text: 'stateRejected' },
  'timed-out': { state: 'failed', text: 'stateTimedOut' },
  cancelled: { state: 'cancelled', text: 'stateCancelled' },
  lifted: { state: 'skipped', text: 'stateLifted' },
} as const satisfies Record<NonNullable<GateView['earlier']>[number]['state'], { state: State; text: string }>

function Earlier({ project, view }: GateOutlookProps) {
  const t = useMessages(gateMessages)
  const format = useFormat()
  const shown = (view.earlier ?? []).slice(0, 5)
  if (shown.length === 0) return null
  return (
    <section>
      <h2>{t('earlier')}</h2>
      <ul className="lw-gate-waits">
        {shown.map(({ run, number, state, at, people, bypassed }) => (
          <li key={run}>
            <StateMark state={endings[state].state} word={t(endings[state].text)} />
            <span className="lw-grow lw-ellipsis lw-muted">
              {bypassed ? `${format.list(people)} · ${t('emergencyMark')}` : format.list(people)}
            </span>
            <Link to={pathTo('run', { project, run })}>{t('run', { number })}</Link>
            <RelativeTime at={at} ago />
          </li>
        ))}
      </ul>
    </section>
  )
}
