import { evidenceDigest, type RunningNow } from '#domain/gates/evidence-digest.ts'
import { closedAt, closesNext } from '#domain/gates/calendar.ts'
import { closesAt, closingOf } from '#domain/gates/closing.ts'
import { demandedGates, isCalendarGate, type DemandedGate } from '#domain/gates/demanded.ts'
import type { RulesByEnvironment } from '#domain/gates/rules.ts'
import { passesAt } from '#domain/gates/voting.ts'
import { ancestorsOf, lineGraph, type LineGraph } from '#domain/line/graph.ts'
import { taskGates } from '#domain/gates/task-gates.ts'
import { decideEnd } from './decide-end.ts'
import { taskGateSteps, type QuestionSurroundings } from './decide-task-gates.ts'
import { blockedQueues, newerRun, turnSteps, type Blocked } from './decide-turns.ts'
import type { RunEvent } from '../events.ts'
import { environmentQueue, lineQueue } from '../turns/queue.ts'
import { hasEnded } from '../run-state.ts'
import type { Snapshot, StageSnapshot } from '../snapshot.ts'
import { completeParameters } from '../stage/stage-parameters.ts'
import { stagePipelineRun } from '../stage/stage-pipeline-run.ts'
import type { Run, StageRun } from '../state.ts'
import { claimsOf, deliversTo, type Claims } from '../turns/turns.ts'

/** The world around the run. `running`: digests of what runs, by `<app>/<deployment>`; `now`: milliseconds since 1970. */
export interface Surroundings {
  readonly now: number
  readonly running: Readonly<Record<string, RunningNow>>
  /** Rules of environments as they are now (decision 15). */
  readonly rules?: RulesByEnvironment
  /** Claims of the project's other live runs on its queues. */
  readonly others?: readonly Claims[]
  readonly apiEndpoint: string
}

/** What happens next: events to append before any effect, stages to compile first, and when to decide again. */
export interface NextSteps {
  readonly events: readonly RunEvent[]
  readonly prepare: readonly string[]
  readonly wakeAt?: number
}

interface Situation {
  readonly run: Run
  readonly snapshot: Snapshot
  readonly around: Surroundings
  readonly at: string
  readonly graph: LineGraph
  readonly gates: readonly DemandedGate[]
  /** Queues in which it waits for its turn. */
  readonly blocked: Blocked
}

const unsuccessful: readonly StageRun['state'][] = ['failed', 'cancelled', 'skipped']

/**
 * Decides what a run does next (decision 8). Pure, so that the server, the simulation and a future operator share it. Call it again after folding
 * its events, until it returns none. It never starts a stage twice in one attempt.
 */
export function decide(run: Run, snapshot: Snapshot, around: Surroundings): NextSteps {
  if (hasEnded(run) || run.attempts.length === 0) return { events: [], prepare: [] }
  const { rules = {}, others = [] } = around
  const own = claimsOf(run, snapshot, rules)
  const blocked = blockedQueues(own, others, snapshot, rules)
  const situation: Situation = {
    run,
    snapshot,
    around,
    at: new Date(around.now).toISOString(),
    graph: lineGraph(snapshot.line),
    gates: demandedGates(snapshot, rules),
    blocked,
  }
  if (run.cancel !== undefined) return cancelSteps(situation)
  const { attempt } = run
  const newer = newerRun(run, { others, blocked }, snapshot, rules)
  if (newer !== undefined)
    return { events: [{ kind: 'run-superseded', at: situation.at, attempt, newer }], prepare: [] }
  const events: RunEvent[] = turnSteps(run, blocked, situation.at)
  const prepare: string[] = []
  for (const stage of snapshot.stages) {
    const step = stageStep(situation, stage)
    if (step === 'prepare') prepare.push(stage.stage)
    else if (step !== undefined) events.push(step)
  }
  for (const gate of situation.gates) {
    const step = gateStep(situation, gate)
    if (step !== undefined) events.push(step)
  }
  events.push(...taskGateSteps(run, questionSurroundings(situation)))
  events.push(...liftedGates(situation))
  if (events.length === 0) events.push(...decideEnd(run, snapshot, situation.at))
  if (events.length === 0 && prepare.length === 0) events.push(...stuckSteps(situation))
  const asking = [...situation.gates, ...taskGates(run, snapshot)]
  const wakeAt = Math.min(...asking.flatMap((gate) => wakesOf(situation, gate)))
  return { events, prepare, ...(Number.isFinite(wakeAt) ? { wakeAt } : {}) }
}

function cancelSteps(situation: Situation): NextSteps {
  const { run, snapshot, at } = situation
  const { attempt } = run
  const gates = Object.values(run.gates).filter(({ state, task }) => state === 'waiting' && task === undefined)
  const stages = snapshot.stages.filter(({ stage }) =>
    ['pending', 'waiting'].includes(run.stages[stage]?.state ?? 'pending'),
  )
  const events: RunEvent[] = [
    ...gates.map(({ gate }) => ({ kind: 'gate-closed', at, attempt, gate, outcome: 'cancelled' }) as const),
    ...stages.map(({ stage }) =>
      run.supersededBy === undefined
        ? ended(run, stage, at, 'cancelled', 'RunCancelled', 'The run was cancelled before this stage began')
        : ended(
            run,
            stage,
            at,
            'cancelled',
            'Superseded',
            `Run #${String(run.supersededBy.number)} has taken its place`,
          ),
    ),
    // Stages that have started may finish, and stages that run at the end may still ask.
    ...taskGateSteps(run, questionSurroundings(situation)),
  ]
  return { events: events.length === 0 ? decideEnd(run, snapshot, at) : events, prepare: [] }
}

/** Gates that wait for each other would block a run for ever: the remaining stages are skipped, with that reason. */
function stuckSteps({ run, snapshot, at, blocked }: Situation): RunEvent[] {
  const moving =
    blocked.size > 0 ||
    Object.values(run.stages).some(({ state }) => state === 'running') ||
    Object.values(run.gates).some(({ state }) => state === 'waiting')
  if (moving) return []
  return snapshot.stages
    .filter(({ stage }) => ['pending', 'waiting'].includes(run.stages[stage]?.state ?? 'pending'))
    .map(({ stage }) =>
      ended(
        run,
        stage,
        at,
        'skipped',
        'GateNotReached',
        'The gates of the line wait for each other, so this stage cannot begin',
      ),
    )
}

function stageStep(situation: Situation, frozen: StageSnapshot): RunEvent | 'prepare' | undefined {
  const { run, at, around, blocked } = situation
  const { stage } = frozen
  const state = run.stages[stage]?.state ?? 'pending'
  if (state !== 'pending' && state !== 'waiting') return undefined
  const stop = reasonToSkip(situation, stage)
  if (stop !== undefined) return ended(run, stage, at, 'skipped', stop.reason, stop.message)
  if (state === 'pending') {
    const parents = [...(situation.graph.before.get(stage) ?? [])]
    return parents.every((parent) => run.stages[parent]?.state === 'succeeded') && !blocked.has(lineQueue(run.line))
      ? readyStep(situation, frozen)
      : undefined
  }
  const hasPassed = (gate: DemandedGate): boolean =>
    run.gates[gate.key]?.state === 'passed' && !isClosedAgain(situation, gate)
  if (!gatesOf(situation, stage).every(hasPassed)) return undefined
  if (deliversTo(situation.snapshot, stage).some((name) => blocked.has(environmentQueue(name)))) return undefined
  const pipelineRun = stagePipelineRun(run, frozen, { at, apiEndpoint: around.apiEndpoint })
  return { kind: 'stage-started', at, attempt: run.attempt, stage, pipelineRun }
}

/** With the same values as in an earlier attempt the stage is unchanged, and its manifests are frozen already. */
function readyStep({ run, snapshot, at }: Situation, frozen: StageSnapshot): RunEvent | 'prepare' {
  const known = run.stages[frozen.stage]
  if (known?.digest === undefined || run.attempt === 1) return 'prepare'
  const parameters = completeParameters(run, snapshot, frozen)
  if (JSON.stringify(parameters) !== JSON.stringify(known.parameters)) return 'prepare'
  const { digest, manifests } = known
  return {
    kind: 'stage-ready',
    at,
    attempt: run.attempt,
    stage: frozen.stage,
    digest,
    parameters: [...parameters],
    manifests,
  }
}

function reasonToSkip(
  situation: Situation,
  stage: string,
): { readonly reason: string; readonly message: string } | undefined {
  const { run, graph } = situation
  const failed = [...(graph.before.get(stage) ?? [])].find((parent) =>
    unsuccessful.includes(run.stages[parent]?.state ?? 'pending'),
  )
  if (failed !== undefined) return { reason: 'ParentNotSucceeded', message: `Stage "${failed}" did not succeed` }
  for (const { key: name, live, holds } of gatesOf(situation, stage)) {
    const state = run.gates[name]?.state ?? 'pending'
    if (state === 'rejected' || state === 'timed-out' || state === 'cancelled') {
      return {
        reason: 'GateNotPassed',
        message: `Gate "${name}" was ${state === 'timed-out' ? 'not decided in time' : state}`,
      }
    }
    // The stages of an environment are independent: its gate opens for those that can still run.
    const lost =
      state === 'pending' && !live
        ? holds.find((held) => unsuccessful.includes(run.stages[held]?.state ?? 'pending'))
        : undefined
    if (lost !== undefined)
      return { reason: 'GateNotReached', message: `Gate "${name}" cannot open, because stage "${lost}" will not run` }
  }
  return undefined
}

function gateStep(situation: Situation, demanded: DemandedGate): RunEvent | undefined {
  const { run, at, around, graph } = situation
  const { key, gate, holds, live, environments } = demanded
  const { attempt } = run
  const state = run.gates[key]
  const isAgain = isClosedAgain(situation, demanded)
  if (state !== undefined && state.state !== 'pending' && state.state !== 'waiting' && !isAgain) return undefined
  // Rules that an environment gets later do not apply to stages that have started.
  const done: readonly StageRun['state'][] = live ? ['succeeded', 'running', ...unsuccessful] : ['succeeded']
  const all = holds.filter((stage) => !done.includes(run.stages[stage]?.state ?? 'pending'))
  // A held stage that follows another held one becomes ready only after the gate.
  const held = all.filter((stage) => !all.some((other) => ancestorsOf(graph, stage).has(other)))
  if (held.length === 0 || !held.every((stage) => run.stages[stage]?.state === 'waiting')) return undefined
  const { evidence, running } = evidenceOf(situation, held)
  const rule = live ? { rule: gate } : {}
  const asked = live ? rule : { required: gate.requiredApprovals }
  if (state === undefined || state.state === 'pending' || isAgain)
    return { kind: 'gate-opened', at, attempt, gate: key, evidence, running, ...asked }
  if (state.evidence !== evidence) {
    const reason = 'What runs in the environment has changed since the gate opened'
    return { kind: 'gate-voided', at, attempt, gate: key, evidence, reason, running }
  }
  const closed = environments.some((environment) => isClosed(around, environment))
  const outcome = closingOf(gate, state, around.now, closed)
  return outcome === undefined ? undefined : { kind: 'gate-closed', at, attempt, gate: key, outcome, ...rule }
}

/** A freeze began or a window ended while the run waited for its turn. The run has started nothing there yet, so it waits for the calendar again. */
function isClosedAgain({ run, around }: Situation, demanded: DemandedGate): boolean {
  return mayCloseAgain(run, demanded) && demanded.environments.some((environment) => isClosed(around, environment))
}

/** A calendar gate that passed, of an environment in which the run has started nothing yet. */
function mayCloseAgain(run: Run, demanded: DemandedGate): boolean {
  const state = run.gates[demanded.key]
  if (!isCalendarGate(demanded) || state?.state !== 'passed' || state.bypass !== undefined) return false
  return !demanded.holds.some((name) => {
    const stage = run.stages[name]
    return stage?.attempt === run.attempt && stage.state !== 'pending' && stage.state !== 'waiting'
  })
}

function isClosed({ rules = {}, now }: Surroundings, environment: string): boolean {
  const own = rules[environment]
  return own !== undefined && closedAt(own, now) !== undefined
}

/** Gates that became pointless: the environment no longer demands them, or another gate stopped the stages that they hold. */
function liftedGates({ run, at, gates }: Situation): RunEvent[] {
  const isLeft = (stage: string): boolean => ['pending', 'waiting'].includes(run.stages[stage]?.state ?? 'pending')
  return Object.values(run.gates)
    .filter(
      ({ state, gate, task }) =>
        state === 'waiting' && task === undefined && gates.find(({ key }) => key === gate)?.holds.some(isLeft) !== true,
    )
    .map(({ gate }) => ({ kind: 'gate-closed', at, attempt: run.attempt, gate, outcome: 'lifted' }) as const)
}

function questionSurroundings(situation: Situation): QuestionSurroundings {
  const { around, at, snapshot } = situation
  return {
    now: around.now,
    at,
    evidenceOf: (stage) => evidenceOf(situation, [stage]),
    isClosed: (name) => {
      const environment = snapshot.stages.find(({ stage }) => stage === name)?.deployment.environment
      return environment !== undefined && isClosed(around, environment)
    },
  }
}

function evidenceOf({ run, snapshot, around }: Situation, held: readonly string[]) {
  const digests = Object.fromEntries(held.map((stage) => [stage, run.stages[stage]?.digest ?? '']))
  const running = Object.fromEntries(
    snapshot.stages
      .filter(({ stage }) => held.includes(stage))
      .map(({ deployment: { app, name } }) => [`${app}/${name}`, around.running[`${app}/${name}`]?.digest ?? '']),
  )
  return { evidence: evidenceDigest(digests, running), running }
}

function gatesOf({ gates }: Situation, stage: string): readonly DemandedGate[] {
  return gates.filter(({ holds }) => holds.includes(stage))
}

/**
 * When a gate may change by itself. A waiting gate: its time-out, a scheduled approval, the next opening of the environment. A passed calendar:
 * the next freeze, or the end of the window.
 */
function wakesOf({ run, around }: Situation, demanded: DemandedGate): readonly number[] {
  const { key, gate, environments } = demanded
  const { now } = around
  const rules = environments.flatMap((environment) => around.rules?.[environment] ?? [])
  const state = run.gates[key]
  const moments = mayCloseAgain(run, demanded)
    ? rules.map((own) => closesNext(own, now))
    : state?.state === 'waiting'
      ? [closesAt(gate, state), passesAt(gate, state.decisions), ...rules.map((own) => closedAt(own, now)?.until)]
      : []
  return moments.flatMap((at) => (at !== undefined && at > now ? [at] : []))
}

function ended(
  run: Run,
  stage: string,
  at: string,
  outcome: 'cancelled' | 'skipped',
  reason: string,
  message: string,
): RunEvent {
  return {
    kind: 'stage-ended',
    at,
    attempt: run.attempt,
    stage,
    outcome,
    reason,
    message,
    results: [],
    skippedTasks: [],
  }
}
