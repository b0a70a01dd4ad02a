import { CalendarClock, Clock, History, Siren, TriangleAlert, UsersRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { GateView } from '#contract/gate-evidence.ts'
import { pathTo } from '#client/paths.ts'
import { usePerson } from '#client/platform.ts'
import { useProjectName } from '#client/use-project.ts'
import { overtakenOf } from '#domain/gates/overtaken.ts'
import { missingApprovers } from '#domain/gates/voting.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { RelativeTime } from '#ui/text/values.tsx'
import { gateMessages } from './messages.ts'

/** Notices above all else: a bypass, a closed environment, approvals that count later. */
export function GateNotices({ view }: { readonly view: GateView }) {
  const t = useMessages(gateMessages)
  const format = useFormat()
  const closedText = useClosedText()
  const me = usePerson()
  const { closed, passesAt, gate } = view
  return (
    <>
      {gate.bypass === undefined ? null : (
        <Notice tone="red" icon={<Siren size={18} aria-hidden />}>
          <strong>
            {t('bypassed', { person: gate.bypass.person.name })} <RelativeTime at={gate.bypass.at} ago />
          </strong>
          <span>{gate.bypass.reason}</span>
        </Notice>
      )}
      {gate.state === 'waiting' && isVoid(gate, me) ? (
        <Notice tone="amber" icon={<TriangleAlert size={18} aria-hidden />}>
          <strong>{t('myVoteVoid')}</strong>
          <span>{t('myVoteVoidHelp')}</span>
        </Notice>
      ) : null}
      <TooFewPeople view={view} />
      <Overtaken view={view} />
      {closed === undefined || view.hasEnded || gate.closedAt !== undefined ? null : (
        <Notice tone="amber" icon={<CalendarClock size={18} aria-hidden />}>
          <strong>{closedText(closed)}</strong>
          {view.definition.requiredApprovals === 0 ? null : <span className="lw-muted">{t('closedHelp')}</span>}
        </Notice>
      )}
      {passesAt === undefined ? null : (
        <Notice tone="amber" icon={<Clock size={18} aria-hidden />}>
          <strong>{t('scheduledFor', { when: format.planned(passesAt) })}</strong>
          <span className="lw-muted">{t('scheduledHelp')}</span>
        </Notice>
      )}
    </>
  )
}

/** Warns that a gate can never open because too few people may approve, and says what would help. */
function TooFewPeople({ view: { definition, gate, people } }: { readonly view: GateView }) {
  const t = useMessages(gateMessages)
  const project = useProjectName()
  const standing = people.map((entry) => entry.standing)
  const missing = gate.state === 'waiting' ? missingApprovers(definition, standing) : 0
  if (missing === 0) return null
  return (
    <Notice tone="amber" icon={<UsersRound size={18} aria-hidden />}>
      <strong>{t('tooFewPeople', { count: missing })}</strong>
      <span className="lw-muted">{t(standing.includes('requester') ? 'tooFewAsked' : 'tooFewHelp')}</span>
      <Link to={pathTo('people', { project })}>{t('toPeople')}</Link>
    </Notice>
  )
}

/** Warns that a newer run has released already, so that nobody approves an older release by mistake. */
function Overtaken({ view: { gate, environment, evidence } }: { readonly view: GateView }) {
  const t = useMessages(gateMessages)
  const format = useFormat()
  const project = useProjectName()
  const newer = gate.state === 'waiting' && evidence !== undefined ? overtakenOf(evidence) : []
  const last = newer.flatMap((one) => one.newer ?? []).sort((a, b) => b.number - a.number)[0]
  if (last === undefined) return null
  const applications = format.list(newer.map(({ application }) => application))
  return (
    <Notice tone="amber" icon={<History size={18} aria-hidden />}>
      <strong>
        {t.nodes('overtaken', {
          run: <Link to={pathTo('run', { project, run: last.run })}>{t('run', { number: last.number })}</Link>,
          environment,
        })}
      </strong>
      <span>{t('overtakenHelp', { applications })}</span>
    </Notice>
  )
}

/** Whether a person's newest vote was voided by a change. */
function isVoid({ decisions, voided, withdrawn = [] }: GateView['gate'], person: string | undefined): boolean {
  const isOwn = (vote: GateView['gate']['decisions'][number]): boolean => vote.person.id === person
  const last = voided.findLast(isOwn)
  if (last === undefined || decisions.some(isOwn)) return false
  return !withdrawn.some((vote) => isOwn(vote) && vote.at > last.at)
}

/** Why an environment takes no release now and until when, as one sentence. */
export function useClosedText(): (closed: NonNullable<GateView['closed']>) => string {
  const t = useMessages(gateMessages)
  const format = useFormat()
  return ({ environment, why, title = '', until }) => {
    if (until === undefined)
      return why === 'freeze' ? t('frozenForGood', { environment, title }) : t('outsideForGood', { environment })
    const when = format.planned(until)
    return why === 'freeze' ? t('frozen', { environment, title, when }) : t('outside', { environment, when })
  }
}

interface NoticeProps {
  readonly tone: 'amber' | 'red'
  readonly icon: ReactNode
  readonly children: ReactNode
}

function Notice({ tone, icon, children }: NoticeProps) {
  return (
    <div className="lw-gate-notice" data-tone={tone} role="note">
      {icon}
      <div>{children}</div>
    </div>
  )
}
