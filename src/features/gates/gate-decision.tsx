import { Fingerprint } from 'lucide-react'
import type { GateView } from '#contract/gates.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { Digest, RelativeTime } from '#ui/values.tsx'
import { DecisionForm } from './decision-form.tsx'
import { GateOutlook } from './gate-outlook.tsx'
import { GatePeople } from './gate-people.tsx'
import { gateMessages } from './messages.ts'

interface GateDecisionProps {
  readonly project: string
  readonly view: GateView
  readonly onReload: () => void
}

/** People, what waits, digest, and the decision at the foot. */
export function GateDecision({ project, view, onReload }: GateDecisionProps) {
  const t = useMessages(gateMessages)
  const asksNobody = view.definition.requiredApprovals === 0
  return (
    <aside className="lw-gate-side" aria-label={t('decision')}>
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
              {view.gate.closedAt === undefined ? <p className="lw-muted">{t('boundHelp')}</p> : null}
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
        <Ended gate={view.gate} />
      )}
    </aside>
  )
}

function Ended({ gate: { state, closedAt, bypass } }: { readonly gate: GateView['gate'] }) {
  const t = useMessages(gateMessages)
  const words = {
    pending: { state: 'notStarted', text: t('pending') },
    waiting: { state: 'waiting', text: t('pending') },
    passed: {
      state: 'succeeded',
      text: bypass === undefined ? t('passed') : t('bypassed', { person: bypass.person.name }),
    },
    rejected: { state: 'failed', text: t('closedRejected') },
    'timed-out': { state: 'failed', text: t('closedTimedOut') },
    cancelled: { state: 'cancelled', text: t('closedCancelled') },
    lifted: { state: 'skipped', text: t('closedLifted') },
  } as const
  return (
    <div className="lw-gate-form" role="status">
      <span className="lw-row">
        <StateMark state={words[state].state} />
        <span className="lw-grow">{words[state].text}</span>
        {closedAt === undefined ? null : <RelativeTime at={closedAt} ago />}
      </span>
    </div>
  )
}
