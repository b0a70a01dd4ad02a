import type { GateView } from '#contract/gate-evidence.ts'
import { answersWith } from '#domain/gates/answers.ts'
import { closedAt } from '#domain/gates/calendar.ts'
import { closesAt } from '#domain/gates/closing.ts'
import { isCalendarGate, type DemandedGate } from '#domain/gates/demanded.ts'
import type { RulesByEnvironment } from '#domain/gates/rules.ts'
import { approvalsOf, passesAt, requestersOf, standingOf, type Committer } from '#domain/gates/voting.ts'
import type { Member } from '#domain/project.ts'
import type { Decision, GateRun } from '#domain/run/gate-run.ts'
import { hasEnded } from '#domain/run/run-state.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run } from '#domain/run/state.ts'

/** A gate without its evidence. */
export type GateSummary = Omit<GateView, 'evidence' | 'earlier'>

/** Everything that a view of gates is made from. */
export interface Sight {
  readonly run: Run
  readonly snapshot: Snapshot
  readonly demanded: DemandedGate
  /** All gates of the run. */
  readonly all: readonly DemandedGate[]
  readonly members: readonly Member[]
  readonly committers: readonly Committer[]
  readonly rules: RulesByEnvironment
  readonly now: number
  /** The project's live runs. */
  readonly liveRuns: readonly Run[]
}

/** The state of a gate in a run; pending if it was not reached. */
export function gateRunOf(run: Run, key: string): GateRun {
  return run.gates[key] ?? { gate: key, state: 'pending', decisions: [], voided: [] }
}

export function viewOf({
  run,
  snapshot,
  demanded,
  all,
  members,
  committers,
  rules,
  now,
  liveRuns,
}: Sight): GateSummary {
  const { key, gate: definition, holds, live, environments } = demanded
  const gate = gateRunOf(run, key)
  const behind = snapshot.line.spec.stages.filter(
    ({ runAfter, name }) => !holds.includes(name) && runAfter?.some((parent) => holds.includes(parent)) === true,
  )
  const waits = gate.state === 'waiting'
  const closing = waits ? closesAt(definition, gate) : undefined
  const passing = waits ? passesAt(definition, gate.decisions) : undefined
  const closed = gate.state === 'waiting' || gate.state === 'pending' ? closedOf(environments, rules, now) : undefined
  const ballot = { gate: definition, requesters: requestersOf(run), committers, decisions: gate.decisions }
  return {
    key,
    live,
    run: run.id,
    number: run.number,
    line: run.line,
    note: run.note,
    requestedBy: run.by,
    ...(run.behind === undefined ? {} : { behind: run.behind }),
    environment: environments[0] ?? '',
    definition,
    gate,
    hasEnded: hasEnded(run),
    ...(run.supersededBy === undefined ? {} : { supersededBy: run.supersededBy }),
    holds: [...holds],
    applications: applicationsOf(snapshot, holds),
    waitsBehind: behind.map(({ name }) => name),
    heldAsWell: all.filter((other) => holdsAsWell(run, demanded, other)).map(nameOf),
    opensToo: waits ? opensToo(run, demanded, all).map(nameOf) : [],
    runsBehind: liveRuns
      .filter(({ line, number }) => line === run.line && number > run.number)
      .map(({ id, number }) => ({ run: id, number }))
      .sort((a, b) => a.number - b.number),
    people: [
      ...members.map((member) => ({
        person: member.person,
        role: member.role,
        teams: member.teams,
        standing: standingOf(ballot, member),
        ...voteOf(gate.decisions.find(({ person }) => person.id === member.person.id)),
      })),
      // Votes count by the rights at the time of the click, so people who have left since are listed too.
      ...gate.decisions
        .filter((vote) => !members.some(({ person }) => person.id === vote.person.id))
        .map((vote) => ({
          person: vote.person,
          teams: [],
          standing: vote.decision === 'approve' ? ('approved' as const) : ('rejected' as const),
          ...voteOf(vote),
        })),
    ],
    approvals: approvalsOf(gate.decisions),
    ...(closing === undefined ? {} : { closesAt: iso(closing) }),
    ...(passing === undefined || passing <= now ? {} : { passesAt: iso(passing) }),
    ...(closed === undefined ? {} : { closed }),
  }
}

function voteOf(vote: Decision | undefined): Pick<GateSummary['people'][number], 'at' | 'comment' | 'notBefore'> {
  if (vote === undefined) return {}
  const { at, comment, notBefore } = vote
  return { at, comment, ...(notBefore === undefined ? {} : { notBefore }) }
}

function applicationsOf({ stages }: Snapshot, holds: readonly string[]): string[] {
  const held = stages.filter(({ stage }) => holds.includes(stage))
  return [...new Set(held.map(({ deployment }) => deployment.app))]
}

function holdsAsWell(run: Run, { key, holds }: DemandedGate, other: DemandedGate): boolean {
  const { state } = gateRunOf(run, other.key)
  const isShut = state === 'pending' || state === 'waiting'
  return isShut && other.key !== key && !isCalendarGate(other) && other.holds.some((stage) => holds.includes(stage))
}

/**
 * Gates whose held stages are all visible at this gate, so that somebody who has seen this one has seen theirs. Without
 * those that have an unanswered question.
 */
export function opensToo(
  run: Run,
  { key, holds }: DemandedGate,
  all: readonly DemandedGate[],
): readonly DemandedGate[] {
  return all.filter((other) => {
    // A question within a stage is about that stage only.
    if (run.gates[key]?.task !== undefined || run.gates[other.key]?.task !== undefined) return false
    if (other.key === key || gateRunOf(run, other.key).state !== 'waiting') return false
    const isAnswered = answersWith(other.gate, gateRunOf(run, other.key).decisions, {}).ok
    return isAnswered && other.holds.every((stage) => run.stages[stage]?.state !== 'waiting' || holds.includes(stage))
  })
}

function nameOf({ key, gate: { title, name } }: DemandedGate): GateSummary['heldAsWell'][number] {
  return { key, title: title ?? name }
}

function closedOf(environments: readonly string[], rules: RulesByEnvironment, now: number): GateView['closed'] {
  for (const environment of environments) {
    const own = rules[environment]
    const found = own === undefined ? undefined : closedAt(own, now)
    if (found === undefined) continue
    const { until, ...why } = found
    return { environment, ...why, ...(until === undefined ? {} : { until: iso(until) }) }
  }
  return undefined
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
