import { Check, Siren, Undo2, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import { z } from 'zod'
import { answersGiven } from '#domain/gates/answers.ts'
import type { GateView } from '#contract/gate-evidence.ts'
import { useRights } from '#client/access.ts'
import { usePerson } from '#client/platform.ts'
import type { Problem } from '#domain/problem.ts'
import { useTyped } from '#parts/use-typed.ts'
import { Button } from '#ui/button.tsx'
import { useCommands } from '#ui/commands/use-commands.ts'
import { ErrorPanel } from '#ui/page/error-panel.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useOffReason } from '#parts/off-reason.ts'
import { Checkbox } from '#ui/fields/switch.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { BypassDialog } from './bypass-dialog.tsx'
import { changedManifests } from './changed-manifests.ts'
import { decisionId } from './decision-id.ts'
import { type Answers, firstAnswers, GateQuestions, GivenAnswers, lacksAnswers } from './gate-questions.tsx'
import { gateMessages } from './messages.ts'
import { NextGate } from './next-gate.tsx'
import { useDecision } from './use-decision.ts'
import './decision-form.css'

interface DecisionFormProps {
  readonly project: string
  readonly view: GateView
  readonly digest: string
  readonly onReload: () => void
}

/**
 * Everything for deciding: comment, questions, time, approve, reject, withdraw, and the emergency bypass for admins.
 */
export function DecisionForm({ project, view, digest, onReload }: DecisionFormProps) {
  const t = useMessages(gateMessages)
  const person = usePerson()
  const rights = useRights(project)
  const off = useOffReasonAt(project, view)
  const [comment, setComment] = useTyped(`decision ${view.run} ${view.key}`, z.string(), '')
  // The marks for having read are valid for one digest of the evidence only; typed texts outlive a change.
  const [readDigest, setReadDigest] = useState<string>()
  const hasRead = readDigest === digest
  const [answers, setAnswers] = useTyped<Answers>(
    `answers ${view.run} ${view.key}`,
    z.record(z.string(), z.string()),
    () => firstAnswers(view),
  )
  const [later, setLater] = useState<string>()
  const [isChecked, setChecked] = useState(false)
  const [commentError, setCommentError] = useState<string>()
  const [isEmergency, setEmergency] = useState(false)
  const changed = view.evidence === undefined ? 0 : changedManifests(view.evidence).length
  const asksNobody = view.definition.requiredApprovals === 0
  const hasApproved = view.people.find((entry) => entry.person.id === person)?.standing === 'approved'
  const opens = view.approvals + 1 >= view.definition.requiredApprovals && view.closed === undefined
  const notBefore = later === undefined ? undefined : instantOf(later)
  const laterError = later !== undefined && isChecked && notBefore === undefined ? t('laterMissing') : undefined
  const { send, pending, problem, hasChanged, markSeen } = useDecision(project, view, digest, onReload)
  const isUnread = changed > 0 && !hasRead
  const approveOff = off ?? (isUnread ? t('readFirst') : undefined)

  function approve(): void {
    if (off !== undefined) return
    setChecked(true)
    setCommentError(undefined)
    showFault()
    // Keys get here even while the button is off.
    if (isUnread || lacksAnswers(view, answers) || (later !== undefined && notBefore === undefined)) return
    const ownAnswers = answersGiven(view.gate) === undefined ? { answers } : {}
    send({ decision: 'approve', comment, ...ownAnswers, ...(notBefore === undefined ? {} : { notBefore }) })
  }
  function reject(): void {
    if (off !== undefined) return
    if (comment.trim() === '') {
      setCommentError(t('commentMissing'))
      showFault()
    } else send({ decision: 'reject', comment })
  }
  useGateKeys(approve, reject)

  return (
    <div className="lw-gate-form" id={decisionId} tabIndex={-1}>
      <WhyNot problem={problem} hasChanged={hasChanged} />
      {asksNobody ? null : hasApproved ? (
        <Approved
          project={project}
          view={view}
          isPending={pending !== undefined}
          onWithdraw={() => send({ decision: 'withdraw' })}
        />
      ) : (
        <>
          {off === undefined || answersGiven(view.gate) !== undefined ? (
            <GateQuestions view={view} answers={answers} onChange={setAnswers} isChecked={isChecked} />
          ) : null}
          {off === undefined ? null : <p className="lw-muted">{off}</p>}
          {/* Also shown without the right to decide if something was typed, so that it can be copied. */}
          {off === undefined || comment !== '' ? (
            <CommentField
              view={view}
              comment={comment}
              error={commentError}
              onChange={(value) => {
                setComment(value)
                setCommentError(undefined)
              }}
            />
          ) : null}
          {changed === 0 || off !== undefined ? null : (
            <ReadMark
              count={changed}
              hasRead={hasRead}
              isMissing={isChecked && isUnread}
              onChange={(isOn) => {
                setReadDigest(isOn ? digest : undefined)
                markSeen()
              }}
            />
          )}
          <DecisionButtons
            off={off}
            approveOff={approveOff}
            pending={pending}
            approveText={t(notBefore !== undefined ? 'approveLater' : opens ? 'approveOpens' : 'approve')}
            onReject={reject}
            onApprove={approve}
          />
          <ApproveLater isOff={off !== undefined} later={later} error={laterError} onChange={setLater} />
        </>
      )}
      {rights.may('gate.bypass') ? (
        <Button kind="quiet" wide icon={<Siren size={16} aria-hidden />} onPress={() => setEmergency(true)}>
          {t('bypass')}
        </Button>
      ) : null}
      {isEmergency ? (
        <BypassDialog project={project} view={view} digest={digest} onClose={() => setEmergency(false)} />
      ) : null}
    </div>
  )
}

/** Why a decision did not count or would not: the evidence has changed, or somebody was faster. */
function WhyNot({ problem, hasChanged }: { readonly problem: Problem | undefined; readonly hasChanged: boolean }) {
  const t = useMessages(gateMessages)
  const isChange = problem === undefined ? hasChanged : problem.code === 'evidence-changed'
  const isAboutAnswers = problem?.place?.path?.startsWith('body.answers') === true
  // This page only sends valid answers, so these are somebody else's, about to be approved along.
  if (isAboutAnswers && problem?.code === 'invalid-request')
    return <ErrorPanel what={t('answersGone')} fix={t('answersGoneFix')} />
  if (isChange && isAboutAnswers) return <ErrorPanel what={t('answeredFirst')} fix={t('answeredFirstFix')} />
  if (isChange) return <ErrorPanel what={t('changedTitle')} fix={t('changedFix')} />
  return problem === undefined ? null : <ErrorPanel what={problem.message} fix={problem.fix} detail={problem.detail} />
}

/** Why this person may not decide here; undefined if they may. */
function useOffReasonAt(project: string, view: GateView): string | undefined {
  const t = useMessages(gateMessages)
  const person = usePerson()
  const offReason = useOffReason(project)
  const standing = view.people.find((entry) => entry.person.id === person)?.standing ?? 'not-an-approver'
  const reasons = {
    'may-vote': undefined,
    approved: t('voted'),
    rejected: t('voted'),
    requester: t('youRequested'),
    committer: t('youCommitted'),
    'not-an-approver': t('youAreNoApprover'),
  }
  return offReason('gate.decide') ?? reasons[standing]
}

/** Keys for approving and rejecting, wherever the focus is. */
function useGateKeys(approve: () => void, reject: () => void): void {
  const t = useMessages(gateMessages)
  const commands = useMemo(
    () => [
      {
        id: 'gate-approve',
        title: t('approve'),
        group: t('commandGroup'),
        keys: ['Mod+Enter'],
        inFields: true,
        run: approve,
      },
      {
        id: 'gate-reject',
        title: t('reject'),
        group: t('commandGroup'),
        keys: ['Mod+Shift+Enter'],
        inFields: true,
        run: reject,
      },
    ],
    [t, approve, reject],
  )
  useCommands(commands)
}

/** Focuses the first invalid field, after it was rendered as such. */
function showFault(): void {
  requestAnimationFrame(() => {
    const faulty = document.getElementById(decisionId)?.querySelector('[data-invalid]')
    faulty?.querySelector<HTMLElement>('input, textarea, button')?.focus()
  })
}

/** The instant of a local time; undefined if it has passed. */
function instantOf(local: string): string | undefined {
  const at = Date.parse(local)
  return Number.isNaN(at) || at <= Date.now() ? undefined : new Date(at).toISOString()
}

interface ApprovedProps {
  readonly project: string
  readonly view: GateView
  readonly isPending: boolean
  readonly onWithdraw: () => void
}

/** This person's own approval, which can be withdrawn while others are still missing. */
function Approved({ project, view, isPending, onWithdraw }: ApprovedProps) {
  const t = useMessages(gateMessages)
  return (
    <>
      <GivenAnswers view={view} />
      <Button wide size="large" icon={<Undo2 size={16} aria-hidden />} isPending={isPending} onPress={onWithdraw}>
        {t('withdraw')}
      </Button>
      <NextGate project={project} view={view} />
    </>
  )
}

interface CommentFieldProps {
  readonly view: GateView
  readonly comment: string
  readonly error: string | undefined
  readonly onChange: (comment: string) => void
}

function CommentField({ view, comment, error, onChange }: CommentFieldProps) {
  const t = useMessages(gateMessages)
  return (
    <TextField
      label={t('comment')}
      help={view.gate.task === undefined ? t('commentHelp', { environment: view.environment }) : t('commentHelpTask')}
      rows={2}
      value={comment}
      error={error}
      onChange={onChange}
    />
  )
}

interface DecisionButtonsProps {
  /** Why this person may not decide. */
  readonly off: string | undefined
  readonly approveOff: string | undefined
  readonly pending: ReturnType<typeof useDecision>['pending']
  readonly approveText: string
  readonly onReject: () => void
  readonly onApprove: () => void
}

function DecisionButtons({ off, approveOff, pending, approveText, onReject, onApprove }: DecisionButtonsProps) {
  const t = useMessages(gateMessages)
  return (
    <div className="lw-gate-buttons">
      <Button
        kind="danger"
        size="large"
        icon={<X size={16} aria-hidden />}
        reason={off}
        isPending={pending === 'reject'}
        onPress={onReject}
      >
        {t('reject')}
      </Button>
      <Button
        kind="primary"
        size="large"
        wide
        icon={<Check size={16} aria-hidden />}
        reason={approveOff}
        isPending={pending === 'approve'}
        onPress={onApprove}
      >
        {approveText}
      </Button>
    </div>
  )
}

interface ReadMarkProps {
  readonly count: number
  readonly hasRead: boolean
  readonly isMissing: boolean
  readonly onChange: (isOn: boolean) => void
}

/** The checkbox "I have read the changed manifests", without which nobody can approve. */
function ReadMark({ count, hasRead, isMissing, onChange }: ReadMarkProps) {
  const t = useMessages(gateMessages)
  return (
    <>
      <Checkbox isSelected={hasRead} isInvalid={isMissing} onChange={onChange}>
        {t('read', { count })}
      </Checkbox>
      {isMissing ? (
        <p className="lw-gate-fault" role="alert">
          {t('readFirst')}
        </p>
      ) : null}
    </>
  )
}

interface ApproveLaterProps {
  readonly isOff: boolean
  /** Local time as typed; undefined means that the approval counts at once. */
  readonly later: string | undefined
  readonly error: string | undefined
  readonly onChange: (later: string | undefined) => void
}

function ApproveLater({ isOff, later, error, onChange }: ApproveLaterProps) {
  const t = useMessages(gateMessages)
  return (
    <>
      {isOff ? null : (
        <Checkbox isSelected={later !== undefined} onChange={(isOn) => onChange(isOn ? '' : undefined)}>
          {t('later')}
        </Checkbox>
      )}
      {later === undefined ? null : (
        <TextField
          label={t('laterTime')}
          help={t('laterHelp', { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}
          type="datetime-local"
          value={later}
          error={error}
          onChange={onChange}
        />
      )}
    </>
  )
}
