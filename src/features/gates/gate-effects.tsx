import { Check, Hourglass, Undo2, X } from 'lucide-react'
import { Fragment, type ReactNode } from 'react'
import { Link } from 'react-router'
import type { Evidence, GateView } from '#contract/gate-evidence.ts'
import { pathTo } from '#client/paths.ts'
import { usePerson } from '#client/platform.ts'
import { Card } from '#ui/card.tsx'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { effectsMessages } from './effects-messages.ts'

interface GateEffectsProps {
  readonly project: string
  readonly view: GateView
  readonly evidence: Evidence
}

/** What either answer leads to, and how to undo it later, for somebody who did not make the line. */
export function GateEffects({ project, view, evidence }: GateEffectsProps) {
  const t = useMessages(effectsMessages)
  const format = useFormat()
  const { environment, number, definition, gate } = view
  const deploys = evidence.stages.some((stage) => stage.deploys)
  const isOpen = gate.state === 'waiting' && definition.requiredApprovals > 0
  // With enough approvals, only the clock is left to wait for.
  const isAsking = isOpen && view.approvals < definition.requiredApprovals
  const when = view.closesAt === undefined ? '' : format.planned(view.closesAt)
  const unanswered =
    view.closesAt === undefined
      ? t('nobodyWaits')
      : definition.onTimeout === 'approve'
        ? t('nobodyPasses', { when })
        : t(gate.task === undefined ? 'nobodyRejects' : 'nobodyFails', { when, number })
  if (!isOpen) {
    if (gate.state !== 'passed' || !deploys) return null
    return (
      <Card title={t('back')}>
        <div className="lw-card-pad">
          <WayBack project={project} evidence={evidence} />
        </div>
      </Card>
    )
  }
  return (
    <Card title={t('title')}>
      <ul className="lw-gate-changes">
        <Effect icon={<Check size={16} aria-hidden />} title={t('yes')}>
          <Approved project={project} view={view} usualSeconds={evidence.risk.usualSeconds} />
        </Effect>
        <Effect icon={<X size={16} aria-hidden />} title={t('no')}>
          <p>
            {gate.task === undefined
              ? t('rejected', { environment, number })
              : t('taskFails', { task: gate.task.task, number })}
          </p>
        </Effect>
        {isAsking ? (
          <Effect icon={<Hourglass size={16} aria-hidden />} title={t('nobody')}>
            <p>{unanswered}</p>
          </Effect>
        ) : null}
        {deploys ? (
          <Effect icon={<Undo2 size={16} aria-hidden />} title={t('back')}>
            <WayBack project={project} evidence={evidence} />
          </Effect>
        ) : null}
      </ul>
    </Card>
  )
}

interface EffectProps {
  readonly icon: ReactNode
  readonly title: string
  readonly children: ReactNode
}

function Effect({ icon, title, children }: EffectProps) {
  return (
    <li>
      <strong className="lw-row">
        {icon}
        {title}
      </strong>
      <div>{children}</div>
    </li>
  )
}

interface ApprovedProps {
  readonly project: string
  readonly view: GateView
  readonly usualSeconds: number | undefined
}

function Approved({ project, view, usualSeconds }: ApprovedProps) {
  const t = useMessages(effectsMessages)
  const format = useFormat()
  const person = usePerson()
  const { approvals, definition, holds, waitsBehind, heldAsWell, closed, environment, people, passesAt } = view
  // Voters read what their own vote does; others, what all missing votes do.
  const mayVote = people.some((entry) => entry.person.id === person && entry.standing === 'may-vote')
  const missing = definition.requiredApprovals - approvals - (mayVote ? 1 : 0)
  const stages = format.list(holds)
  const gates = heldAsWell.map(({ key, title }, index) => (
    <Fragment key={key}>
      {index === 0 ? null : ' · '}
      <Link to={pathTo('gate', { project, run: view.run, gate: key })}>{title}</Link>
    </Fragment>
  ))
  const isHeld = gates.length > 0
  const isNext = missing <= 0 && closed === undefined
  function whenItBegins(): ReactNode {
    const stage = view.gate.task?.stage
    if (missing > 0)
      return stage === undefined
        ? t('beginsLater', { stages, count: missing })
        : t('goesOnLater', { stage, count: missing })
    if (closed?.until !== undefined) return t('beginsAt', { stages, environment, when: format.planned(closed.until) })
    if (closed !== undefined) return t('beginsOpen', { stages, environment })
    if (passesAt !== undefined) return t('beginsFrom', { stages, when: format.planned(passesAt) })
    if (stage !== undefined) return t('goesOn', { stage })
    return isHeld
      ? t.nodes('beginsWith', { stages, gates, count: gates.length })
      : t('begins', { stages, count: holds.length })
  }
  return (
    <>
      <p>
        {whenItBegins()}
        {waitsBehind.length === 0 ? '' : ` ${t('followedBy', { stages: format.list(waitsBehind) })}`}
      </p>
      {isHeld && !isNext ? <p>{t.nodes('heldAsWell', { gates, count: gates.length })}</p> : null}
      {usualSeconds === undefined ? null : (
        <p className="lw-muted">{t('usually', { time: format.duration(usualSeconds * 1000) })}</p>
      )}
    </>
  )
}

/** Links to the pages that roll back to an earlier version. */
function WayBack({ project, evidence }: { readonly project: string; readonly evidence: Evidence }) {
  const t = useMessages(effectsMessages)
  const deployments = new Map(
    evidence.stages
      .filter(({ deploys }) => deploys)
      .map(({ application, deployment }) => [`${application}/${deployment}`, { application, deployment }]),
  )
  return (
    <>
      <p>{t('backHelp')}</p>
      {[...deployments].map(([key, { application, deployment }]) => {
        const version = evidence.running.find((known) => known.application === application)?.version
        const page = pathTo('deployment', { project, application, deployment }, { tab: 'history' })
        return (
          <p key={key}>
            <Link to={page}>{application}</Link>{' '}
            <span className="lw-muted">{version === undefined ? t('backFirst') : t('backTo', { version })}</span>
          </p>
        )
      })}
    </>
  )
}
