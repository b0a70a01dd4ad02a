import type { GateView } from '#contract/gate-evidence.ts'
import { usePerson } from '#client/platform.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Avatar } from '#ui/marks.tsx'
import { useRoleWord } from '#parts/off-reason.ts'
import { type State, StateMark } from '#ui/state-mark.tsx'
import { RelativeTime } from '#ui/text/values.tsx'
import { gateMessages } from './messages.ts'

const standings = {
  'may-vote': { state: 'notStarted', text: 'mayVote' },
  approved: { state: 'succeeded', text: 'approved' },
  rejected: { state: 'failed', text: 'rejected' },
  requester: { state: 'skipped', text: 'mayNotVote' },
  committer: { state: 'skipped', text: 'mayNotVote' },
  'not-an-approver': { state: 'skipped', text: 'notAnApprover' },
} as const satisfies Record<GateView['people'][number]['standing'], { state: State; text: string }>

/**
 * Reasons why somebody may not vote who otherwise could. They go beside the role, since the state's column is narrow.
 */
const reasons: Readonly<Partial<Record<keyof typeof standings, 'hasAsked' | 'hasCommitted'>>> = {
  requester: 'hasAsked',
  committer: 'hasCommitted',
}

const didNotVote = { state: 'skipped', text: 'hasNotVoted' } as const

const order = Object.keys(standings)

/**
 * Who has answered and who still can, with the rule above. Folded below: people whom the gate does not ask, and void
 * votes.
 */
export function GatePeople({ view }: { readonly view: GateView }) {
  const t = useMessages(gateMessages)
  const me = usePerson()
  const people = view.people.toSorted((a, b) => rankOf(a) - rankOf(b))
  const isOutside = ({ person, standing }: (typeof people)[number]): boolean =>
    standing === 'not-an-approver' && person.id !== me
  const outside = people.filter(isOutside)
  return (
    <section>
      <h2>{t('people')}</h2>
      <Rule view={view} />
      <ul className="lw-gate-people">
        {people
          .filter((entry) => !isOutside(entry))
          .map((entry) => (
            <Person key={entry.person.id} entry={entry} view={view} />
          ))}
      </ul>
      {outside.length === 0 ? null : (
        <details className="lw-gate-void">
          <summary>{t('others', { count: outside.length })}</summary>
          <ul className="lw-gate-people">
            {outside.map((entry) => (
              <Person key={entry.person.id} entry={entry} view={view} />
            ))}
          </ul>
        </details>
      )}
      <VoidVotes view={view} />
    </section>
  )
}

function rankOf({ standing }: GateView['people'][number]): number {
  const rank = order.indexOf(standing)
  // Cast votes come first, then those who may still vote.
  return standing === 'may-vote' ? 2.5 : rank
}

function Rule({ view: { definition, people: members, evidence } }: { readonly view: GateView }) {
  const t = useMessages(gateMessages)
  const format = useFormat()
  const roleWord = useRoleWord()
  const { people = [], roles = [], teams = [] } = definition.approvers
  const unknown = (evidence?.commitsUnread ?? []).map(({ application }) => application)
  const known = (['reader', 'developer', 'approver', 'admin'] as const).filter((role) => roles.includes(role))
  const nameOf = (known: string): string =>
    members.find(({ person: { id, email } }) => known === id || known === email)?.person.name ?? known
  const names = [
    ...people.map(nameOf),
    ...known.map((role) => t('role', { role: roleWord(role) })),
    ...teams.map((name) => t('team', { name })),
  ]
  return (
    <ul className="lw-gate-rule lw-muted">
      <li>
        {t('ofWhom', {
          count: definition.requiredApprovals,
          people: names.length === 0 ? t('anyone') : format.choice(names),
        })}
      </li>
      {definition.requesterMayApprove ? null : <li>{t('notRequester')}</li>}
      {definition.committersMayApprove ? null : <li>{t('notCommitter')}</li>}
      {definition.committersMayApprove || unknown.length === 0 ? null : (
        <li>{t('authorsUnknown', { applications: format.list(unknown) })}</li>
      )}
    </ul>
  )
}

function Person({ entry, view }: { readonly entry: GateView['people'][number]; readonly view: GateView }) {
  const t = useMessages(gateMessages)
  const format = useFormat()
  const roleWord = useRoleWord()
  const me = usePerson()
  const { person, role, teams, standing, at, comment = '', notBefore } = entry
  const { gate } = view
  const isMyTurn = person.id === me && standing === 'may-vote' && gate.state === 'waiting'
  const isOver = gate.closedAt !== undefined || view.hasEnded
  const reason = reasons[standing]
  const { state, text } = standing === 'may-vote' && isOver ? didNotVote : standings[standing]
  return (
    <li>
      <Avatar name={person.name} />
      <span className="lw-grow">
        <strong>{person.id === me ? t('you', { name: person.name }) : person.name}</strong>
        <span className="lw-muted">{role === undefined ? t('hasLeft') : [roleWord(role), ...teams].join(' · ')}</span>
        {reason === undefined ? null : <span className="lw-muted">{t(reason)}</span>}
        {comment === '' ? null : <q>{comment}</q>}
        {notBefore === undefined ? null : (
          <span className="lw-muted">{t('from', { when: format.planned(notBefore) })}</span>
        )}
      </span>
      <span className="lw-gate-standing">
        <StateMark state={isMyTurn ? 'needsApproval' : state} word={isMyTurn ? t('yourTurn') : t(text)} />
        {at === undefined ? null : <RelativeTime at={at} ago />}
      </span>
    </li>
  )
}

function VoidVotes({ view: { gate } }: { readonly view: GateView }) {
  const t = useMessages(gateMessages)
  const votes = [
    ...gate.voided.map((vote) => ({ ...vote, why: t('voided') })),
    ...(gate.withdrawn ?? []).map((vote) => ({ ...vote, why: t('withdrawn') })),
  ].sort((a, b) => a.at.localeCompare(b.at))
  if (votes.length === 0) return null
  return (
    <details className="lw-gate-void">
      <summary>
        {t('votesVoid')} ({votes.length})
      </summary>
      <ul>
        {votes.map(({ person, at, why, decision, comment }) => (
          <li key={`${person.id} ${at}`}>
            <StateMark state={decision === 'approve' ? 'succeeded' : 'failed'} word={person.name} />
            <span className="lw-grow lw-muted">{comment === '' ? why : `${why}: ${comment}`}</span>
            <RelativeTime at={at} ago />
          </li>
        ))}
      </ul>
    </details>
  )
}
