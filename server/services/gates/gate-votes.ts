import { answersWith } from '#domain/gates/answers.ts'
import type { DemandedGate } from '#domain/gates/demanded.ts'
import { requestersOf, standingOf, type Ballot, type Standing } from '#domain/gates/voting.ts'
import type { Gate } from '#domain/line/gate.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import type { Member } from '#domain/project.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { RunEvent } from '#domain/run/events.ts'
import type { Decision, GateRun } from '#domain/run/gate-run.ts'
import type { Run } from '#domain/run/state.ts'
import { gateRunOf, opensToo } from './gate-views.ts'

/** A vote as it was sent. */
export interface VoteRequest {
  readonly decision: 'approve' | 'reject'
  readonly comment: string
  readonly evidence: string
  readonly notBefore?: string | undefined
  readonly answers?: Readonly<Record<string, string>> | undefined
}

/** The moment of a click: the run's state, the gate as it is demanded, and the person. */
export interface Click {
  readonly run: Run
  readonly demanded: DemandedGate
  /** All gates of the run. */
  readonly all: readonly DemandedGate[]
  readonly member: Member
  readonly at: string
}

/** The events of a vote, or why it does not count. */
export function voteEvents(
  { run, demanded, member, at }: Click,
  committers: Ballot['committers'],
  { decision, comment, evidence, notBefore, answers = {} }: VoteRequest,
): Result<readonly RunEvent[], Problem> {
  const state = waitingGate(run, demanded.key, evidence)
  if (!state.ok) return state
  const { gate, key } = demanded
  const standing = standingOf(
    { gate, requesters: requestersOf(run), committers, decisions: state.value.decisions },
    member,
  )
  const refusal = refusals[standing]
  if (refusal !== undefined) return err(refusal)
  const base = { person: personOf(member), decision, comment: comment.trim(), evidence, at }
  const vote = decision === 'reject' ? rejection(base) : approval(base, gate, state.value, answers, notBefore)
  return vote.ok ? ok([{ kind: 'gate-decided', at, attempt: run.attempt, gate: key, decision: vote.value }]) : vote
}

/** The events by which somebody withdraws their own approval. */
export function withdrawEvents({ run, demanded, member, at }: Click): Result<readonly RunEvent[], Problem> {
  const state = gateRunOf(run, demanded.key)
  if (state.state !== 'waiting')
    return err(problem('not-possible-now', say`The gate has closed, so votes can no longer be taken back`))
  const person = member.person.id
  if (!state.decisions.some((vote) => vote.person.id === person && vote.decision === 'approve'))
    return err(problem('not-possible-now', say`You have no approval at this gate to take back`))
  return ok([{ kind: 'gate-vote-withdrawn', at, attempt: run.attempt, gate: demanded.key, person }])
}

/** An emergency bypass as it was sent. */
export interface BypassRequest {
  readonly reason: string
  readonly evidence: string
  /** Answers to the gate's questions, if nobody has approved yet. */
  readonly answers?: Readonly<Record<string, string>> | undefined
  /** Further gates to open. */
  readonly also: readonly string[]
}

/**
 * The events of a bypass: the gate opens whatever its rules and calendar say, and so do the other named gates that hold
 * nothing unseen. Each gate gets an event of its own, for its own evidence.
 */
export function bypassEvents(
  { run, demanded, all, member, at }: Click,
  { reason, evidence, answers = {}, also }: BypassRequest,
): Result<readonly RunEvent[], Problem> {
  const state = waitingGate(run, demanded.key, evidence)
  if (!state.ok) return state
  const answered = answersWith(demanded.gate, state.value.decisions, answers)
  if (!answered.ok) return answered
  const possible = opensToo(run, demanded, all)
  const unseen = also.find((key) => !possible.some((other) => other.key === key))
  if (unseen !== undefined)
    return err(
      problem('evidence-changed', say`The gate ${unseen} does not wait with what you saw here`, {
        fix: say`Look at the gate again, then decide`,
      }),
    )
  const opened = [demanded, ...possible.filter(({ key }) => also.includes(key))]
  return ok(
    opened.map(({ key, gate, live }) => {
      const own =
        key === demanded.key && Object.keys(answered.value).length > 0 ? { answers: { ...answered.value } } : {}
      const seen = gateRunOf(run, key).evidence ?? evidence
      const bypass = { person: personOf(member), reason, evidence: seen, at, ...own }
      const rule = live ? { rule: gate } : {}
      return { kind: 'gate-closed', at, attempt: run.attempt, gate: key, outcome: 'passed', bypass, ...rule }
    }),
  )
}

/** The gate, if it waits and shows the evidence that the person saw. */
export function waitingGate(run: Run, key: string, evidence: string): Result<GateRun, Problem> {
  const state = gateRunOf(run, key)
  if (state.state !== 'waiting')
    return err(
      problem('not-possible-now', say`The gate ${key} does not wait for a decision now`, {
        fix: say`Look at the gate again: somebody has decided meanwhile, or its run has ended`,
      }),
    )
  if (state.evidence === evidence) return ok(state)
  const fix = say`Look at the gate again, then decide`
  return err(problem('evidence-changed', say`What you saw is not what would be approved now`, { fix }))
}

function rejection(base: Decision): Result<Decision, Problem> {
  if (base.comment !== '') return ok(base)
  const fix = say`Say why you reject, so that others can act on it`
  return err(problem('invalid-request', say`A rejection needs a comment`, { fix, place: { path: 'body.comment' } }))
}

function approval(
  base: Decision,
  gate: Gate,
  { decisions }: GateRun,
  given: Readonly<Record<string, string>>,
  notBefore: string | undefined,
): Result<Decision, Problem> {
  const answers = answersWith(gate, decisions, given)
  if (!answers.ok) return answers
  // Letting a past date count at once would open the gate by mistake.
  if (notBefore !== undefined && Date.parse(notBefore) <= Date.parse(base.at)) {
    const fix = say`Choose a time that is still to come, or none to approve now`
    const place = { path: 'body.notBefore' }
    return err(problem('invalid-request', say`The time from which the approval would count is over`, { fix, place }))
  }
  return ok({
    ...base,
    ...(Object.keys(answers.value).length === 0 ? {} : { answers: { ...answers.value } }),
    ...(notBefore === undefined ? {} : { notBefore: new Date(notBefore).toISOString() }),
  })
}

const refusals: Readonly<Record<Standing, Problem | undefined>> = {
  'may-vote': undefined,
  approved: alreadyDecided(),
  rejected: alreadyDecided(),
  requester: problem('not-allowed', say`The person who asked for the run may not approve it`, {
    fix: say`Ask another approver`,
  }),
  committer: problem('not-allowed', say`The author of a commit in this release may not approve it`, {
    fix: say`Ask another approver`,
  }),
  'not-an-approver': problem('not-allowed', say`You are not among the approvers of this gate`, {
    fix: say`Ask one of the approvers`,
  }),
}

function alreadyDecided(): Problem {
  return problem('not-possible-now', say`You have decided at this gate already`, {
    fix: say`To decide again, take your approval back first`,
  })
}

export function personOf({ person }: Member): Decision['person'] {
  return { id: person.id, name: person.name }
}
