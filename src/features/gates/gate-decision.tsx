import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Check, X } from 'lucide-react'
import { useState } from 'react'
import { decideGate } from '#contract/gate-decisions.ts'
import type { GateView } from '#contract/gates.ts'
import { useRights } from '#client/access.ts'
import { usePlatform } from '#client/platform.ts'
import type { Problem } from '#domain/problem.ts'
import { Button } from '#ui/button.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Avatar } from '#ui/marks.tsx'
import { useOffReason, useRoleWord } from '#ui/off-reason.ts'
import { type State, StateMark } from '#ui/state-mark.tsx'
import { Checkbox } from '#ui/switch.tsx'
import { TextField } from '#ui/text-field.tsx'
import { Digest, RelativeTime } from '#ui/values.tsx'
import { changedManifests } from './evidence-panels.tsx'
import { gateMessages } from './messages.ts'

interface GateDecisionProps {
  readonly project: string
  readonly view: GateView
  readonly onReload: () => void
}

/** People, digest, what waits, and the decision at the foot. */
export function GateDecision({ project, view, onReload }: GateDecisionProps) {
  const t = useMessages(gateMessages)
  return (
    <aside className="lw-gate-side" aria-label={t('decision')}>
      <div className="lw-gate-facts">
        <People view={view} />
        {view.evidence === undefined ? null : (
          <section>
            <h2>{t('bound')}</h2>
            <div className="lw-gate-bound">
              <Digest digest={view.evidence.digest} copy />
              <p className="lw-muted">{t('boundHelp')}</p>
            </div>
          </section>
        )}
        <section>
          <h2>{t('whatWaits')}</h2>
          <ul className="lw-gate-waits">
            {[...view.holds, ...view.waitsBehind].map((stage) => (
              <li key={stage}>
                <StateMark state="waiting" word={stage} />
              </li>
            ))}
          </ul>
        </section>
      </div>
      {view.gate.state === 'waiting' && view.evidence !== undefined ? (
        <DecisionForm
          key={view.evidence.digest}
          project={project}
          view={view}
          onReload={onReload}
          digest={view.evidence.digest}
        />
      ) : (
        <Closed state={view.gate.state} />
      )}
    </aside>
  )
}

const standings = {
  'may-vote': { state: 'notStarted', text: 'mayVote' },
  approved: { state: 'succeeded', text: 'approved' },
  rejected: { state: 'failed', text: 'rejected' },
  requester: { state: 'skipped', text: 'requester' },
  committer: { state: 'skipped', text: 'committer' },
  'not-an-approver': { state: 'skipped', text: 'notAnApprover' },
} as const satisfies Record<string, { state: State; text: string }>

function People({ view }: { readonly view: GateView }) {
  const t = useMessages(gateMessages)
  const roleWord = useRoleWord()
  const { person: me } = usePlatform()
  return (
    <section>
      <h2>
        {t('people')} <span className="lw-muted">{t('rule', { count: view.definition.requiredApprovals })}</span>
      </h2>
      <ul className="lw-gate-people">
        {view.people.map(({ person, role, standing, at, comment }) => {
          const isMyTurn = person.id === me && standing === 'may-vote' && view.gate.state === 'waiting'
          const { state, text } = standings[standing]
          return (
            <li key={person.id}>
              <Avatar name={person.name} />
              <span className="lw-grow">
                <strong>{person.id === me ? t('you', { name: person.name }) : person.name}</strong>
                <span className="lw-muted">
                  {comment === undefined || comment === '' ? roleWord(role) : `“${comment}”`}
                </span>
              </span>
              <StateMark state={isMyTurn ? 'needsApproval' : state} word={isMyTurn ? t('yourTurn') : t(text)} />
              {at === undefined ? null : <RelativeTime at={at} />}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Closed({ state }: { readonly state: GateView['gate']['state'] }) {
  const t = useMessages(gateMessages)
  const texts = {
    pending: t('pending'),
    waiting: t('pending'),
    passed: t('passed'),
    rejected: t('closedRejected'),
    'timed-out': t('closedTimedOut'),
    cancelled: t('closedCancelled'),
    lifted: t('closedLifted'),
  }
  return (
    <div className="lw-gate-form" role="status">
      {texts[state]}
    </div>
  )
}

function DecisionForm({ project, view, onReload, digest }: GateDecisionProps & { readonly digest: string }) {
  const t = useMessages(gateMessages)
  const { client, person } = usePlatform()
  const cache = useQueryClient()
  const rights = useRights(project)
  const offReason = useOffReason()
  const [comment, setComment] = useState('')
  const [hasRead, setHasRead] = useState(false)
  const [commentError, setCommentError] = useState<string>()
  const [problem, setProblem] = useState<Problem>()
  const changed = view.evidence === undefined ? 0 : changedManifests(view.evidence).length
  const standing = view.people.find((entry) => entry.person.id === person)?.standing ?? 'not-an-approver'
  const opens = view.approvals + 1 >= view.definition.requiredApprovals

  const decide = useMutation({
    mutationFn: (decision: 'approve' | 'reject') =>
      client.call(decideGate, {
        params: { project, run: view.run, gate: view.definition.name },
        body: { decision, comment, evidence: digest },
      }),
    onSuccess: (result) => {
      setProblem(result.ok ? undefined : result.error.problem)
      if (!result.ok && result.error.problem.code === 'evidence-changed') onReload()
      if (result.ok) void cache.invalidateQueries({ queryKey: [project] })
    },
  })

  const off =
    offReason(rights.may('gate.decide'), rights.rolesFor('gate.decide')) ??
    (standing === 'may-vote'
      ? undefined
      : standing === 'requester'
        ? t('requester')
        : standing === 'committer'
          ? t('committer')
          : standing === 'not-an-approver'
            ? t('notAnApprover')
            : t('voted'))

  function reject(): void {
    if (comment.trim() === '') setCommentError(t('commentMissing'))
    else decide.mutate('reject')
  }

  return (
    <div className="lw-gate-form">
      {problem === undefined ? null : (
        <ErrorPanel
          what={problem.code === 'evidence-changed' ? t('changedTitle') : problem.message}
          fix={problem.code === 'evidence-changed' ? t('changedFix') : problem.fix}
          detail={problem.detail}
        />
      )}
      <TextField
        label={t('comment')}
        help={t('commentHelp')}
        rows={2}
        value={comment}
        error={commentError}
        onChange={(value) => {
          setComment(value)
          setCommentError(undefined)
        }}
      />
      {changed === 0 ? null : (
        <Checkbox isSelected={hasRead} onChange={setHasRead}>
          {t('read', { count: changed })}
        </Checkbox>
      )}
      <div className="lw-gate-buttons">
        <Button
          kind="danger"
          size="large"
          icon={<X size={16} aria-hidden />}
          reason={off}
          isPending={decide.isPending}
          onPress={reject}
        >
          {t('reject')}
        </Button>
        <Button
          kind="primary"
          size="large"
          wide
          icon={<Check size={16} aria-hidden />}
          reason={off ?? (changed > 0 && !hasRead ? t('readFirst') : undefined)}
          isPending={decide.isPending}
          onPress={() => decide.mutate('approve')}
        >
          {opens ? t('approveOpens') : t('approve')}
        </Button>
      </div>
    </div>
  )
}
