import { Fingerprint } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { GateView } from '#contract/gate-evidence.ts'
import { pathTo } from '#client/paths.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { type State, StateMark } from '#ui/state-mark.tsx'
import { Digest, RelativeTime } from '#ui/text/values.tsx'
import { decisionId } from './decision-id.ts'
import { DecisionForm } from './decision-form.tsx'
import { GateNews } from './gate-news.tsx'
import { GateOutlook } from './gate-outlook.tsx'
import { GatePeople } from './gate-people.tsx'
import { GivenAnswers } from './gate-questions.tsx'
import { gateMessages } from './messages.ts'
import { NextGate } from './next-gate.tsx'

interface GateDecisionProps {
  readonly project: string
  readonly view: GateView
  readonly onReload: () => void
}

/** The right column: people, what waits, digest, and the decision at the foot. */
export function GateDecision({ project, view, onReload }: GateDecisionProps) {
  const t = useMessages(gateMessages)
  const asksNobody = view.definition.requiredApprovals === 0
  return (
    <aside className="lw-gate-side" aria-label={t('decision')}>
      <GateNews key={`${view.run} ${view.key}`} view={view} />
      <div className="lw-gate-facts">
        {asksNobody ? (
          <section>
            <p>{t('calendarHelp', { environment: view.environment })}</p>
          </section>
        ) : (
          <GatePeople view={view} />
        )}
        <GateOutlook project={project} view={view} />
        {view.evidence === undefined || view.evidence.digest === '' ? null : (
          <section>
            <h2>{t('bound')}</h2>
            <div className="lw-gate-bound">
              <span className="lw-row">
                <Fingerprint size={16} aria-hidden />
                <Digest digest={view.evidence.digest} copy />
              </span>
              {view.gate.closedAt === undefined && !asksNobody ? <p className="lw-muted">{t('boundHelp')}</p> : null}
            </div>
          </section>
        )}
      </div>
      {view.gate.state === 'waiting' && view.evidence !== undefined ? (
        <DecisionForm
          key={`${view.run} ${view.key}`}
          project={project}
          view={view}
          onReload={onReload}
          digest={view.evidence.digest}
        />
      ) : (
        <Ended project={project} view={view} />
      )}
    </aside>
  )
}

function Ended({ project, view }: Pick<GateDecisionProps, 'project' | 'view'>) {
  const t = useMessages(gateMessages)
  const { state, closedAt, bypass } = view.gate
  const { hasEnded, supersededBy: newer } = view
  const byItself = view.definition.onTimeout === 'approve' && view.approvals < view.definition.requiredApprovals
  const words: Record<typeof state, { readonly state: State; readonly text: ReactNode }> = {
    pending: { state: 'notStarted', text: t(hasEnded ? 'notReached' : 'pending') },
    waiting: { state: 'waiting', text: t('pending') },
    passed: {
      state: 'succeeded',
      text:
        bypass === undefined
          ? t(byItself ? 'passedByItself' : 'passed')
          : t('bypassed', { person: bypass.person.name }),
    },
    rejected: { state: 'failed', text: t('closedRejected') },
    'timed-out': { state: 'failed', text: t('closedTimedOut') },
    cancelled:
      newer === undefined
        ? { state: 'cancelled', text: t('closedCancelled') }
        : {
            state: 'superseded',
            text: t.nodes('closedSuperseded', {
              run: <Link to={pathTo('run', { project, run: newer.run })}>{t('run', { number: newer.number })}</Link>,
            }),
          },
    lifted: { state: 'skipped', text: t('closedLifted') },
  }
  return (
    <div className="lw-gate-form" id={decisionId} tabIndex={-1}>
      <span className="lw-row">
        <StateMark state={words[state].state} />
        <span className="lw-grow">{words[state].text}</span>
        {closedAt === undefined ? null : <RelativeTime at={closedAt} ago />}
      </span>
      <GivenAnswers view={view} />
      <NextGate project={project} view={view} />
    </div>
  )
}
