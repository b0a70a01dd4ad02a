import { approvalsOf } from '#domain/gates/voting.ts'
import { assertNever } from '#domain/result.ts'
import type { SkippedTask } from '#domain/tekton/run/status.ts'
import type { StoredRunEvent } from './events.ts'
import { startAttempt } from './retry/start-attempt.ts'
import { stateOf } from './run-state.ts'
import type { AskingTask, GateRun } from './gate-run.ts'
import type { Run, StageRun } from './state.ts'
import type { Queued } from './turns/queue.ts'
import { takeTaskRun, carriedTaskRuns } from './stage/task-runs.ts'

/** Creates the run from its first event, `run-started`. Throws for any other: no store returns one first. */
export function beginRun(project: string, first: StoredRunEvent): Run {
  const { event } = first
  if (event.kind !== 'run-started') throw new Error(`A run begins with run-started, not with ${event.kind}`)
  return {
    id: first.run,
    project,
    line: event.line,
    number: event.number,
    note: event.note,
    by: event.by,
    ...(event.behind === undefined ? {} : { behind: event.behind }),
    snapshot: event.snapshot,
    ...(event.trigger === undefined ? {} : { trigger: event.trigger }),
    startedAt: event.at,
    state: 'running',
    attempt: 1,
    attempts: [],
    stages: Object.fromEntries((event.stages ?? []).map((stage) => [stage, newStage(stage)])),
    gates: Object.fromEntries((event.gates ?? []).map((gate) => [gate, newGate(gate)])),
    results: [],
    sequence: first.sequence,
  }
}

/** Folds one event into a run (decision 8). Total: an event about an unknown stage or gate adds it. */
export function evolve(run: Run, event: StoredRunEvent): Run {
  return evolveAll(run, [event])
}

/** Folds several events in order; faster, because the stages are copied and the state is computed only once. */
export function evolveAll(run: Run, events: readonly StoredRunEvent[]): Run {
  if (events.length === 0) return run
  const next = evolveOwn({ ...run, stages: { ...run.stages } }, events)
  return { ...next, state: stateOf(next) }
}

/**
 * Folds events without computing the run's overall state (see `stateOf`), and mutates the record of stages in `run`: only for callers that own
 * that record. Copying thousands of stages costs more than all the rest. The stage objects themselves are not changed.
 */
export function evolveOwn(run: Run, events: readonly StoredRunEvent[]): Run {
  const next = events.reduce(apply, run)
  return { ...next, sequence: events.at(-1)?.sequence ?? run.sequence }
}

/** Folds all events of a run; undefined for an empty list. */
export function foldRun(project: string, events: readonly StoredRunEvent[]): Run | undefined {
  const [first, ...rest] = events
  return first === undefined ? undefined : evolveAll(beginRun(project, first), rest)
}

function apply(run: Run, { event, sequence }: StoredRunEvent): Run {
  switch (event.kind) {
    case 'run-started':
      return run
    case 'attempt-started':
      return startAttempt(run, event)
    case 'stage-ready': {
      const { stage, digest, parameters, manifests, attempt, at } = event
      const attempts = run.attempts.map((one) =>
        one.attempt === attempt ? { ...one, digests: { ...one.digests, [stage]: digest } } : one,
      )
      const ready: Partial<StageRun> = { state: 'waiting', attempt, digest, parameters, manifests, readyAt: at }
      return withStage({ ...run, attempts }, stage, (old) => ({ ...old, ...ready }))
    }
    case 'stage-started':
      return withStage(run, event.stage, (old) => ({
        ...old,
        state: 'running',
        attempt: event.attempt,
        startedAt: event.at,
        taskRuns: carriedTaskRuns(old.taskRuns, event.pipelineRun),
        skippedTasks: [],
        pipelineRun: event.pipelineRun,
      }))
    case 'task-changed':
      return withStage(run, event.stage, (old) => ({ ...old, taskRuns: takeTaskRun(old.taskRuns, event.taskRun) }))
    case 'tasks-skipped':
      return withStage(run, event.stage, (old) => ({
        ...old,
        skippedTasks: withSkipped(old.skippedTasks, event.tasks),
      }))
    case 'stage-ended': {
      const { outcome, attempt, at, reason, message, results, parameters } = event
      const said = { reason, message, results, ...(parameters === undefined ? {} : { parameters }) }
      const ended: Partial<StageRun> = { state: outcome, attempt, endedAt: at, endedBy: sequence, ...said }
      return withStage(run, event.stage, (old) => ({
        ...old,
        ...ended,
        skippedTasks: withSkipped(old.skippedTasks.filter(isInside), event.skippedTasks),
      }))
    }
    case 'images-found':
      return { ...run, images: event.images }
    case 'gate-opened':
      return withGate(run, event.gate, (old) => ({
        ...(event.task === undefined ? old : askedAnew(old, event.task)),
        state: 'waiting',
        evidence: event.evidence,
        openedAt: event.at,
        ...(event.required === undefined ? {} : { required: event.required }),
        ...(event.running === undefined ? {} : { running: event.running }),
        ...(event.rule === undefined ? {} : { rule: event.rule }),
      }))
    case 'gate-decided':
      return withGate(run, event.gate, (old) => ({ ...old, decisions: [...old.decisions, event.decision] }))
    case 'gate-vote-withdrawn':
      return withGate(run, event.gate, (old) => withoutVote(old, event.person, event.at))
    case 'gate-commented':
      return withGate(run, event.gate, (old) => ({ ...old, comments: [...(old.comments ?? []), event.comment] }))
    case 'gate-comment-removed':
      return withGate(run, event.gate, (old) => ({
        ...old,
        comments: (old.comments ?? []).filter(({ id }) => id !== event.comment),
      }))
    case 'gate-voided':
      return withGate(run, event.gate, (old) => ({
        ...old,
        evidence: event.evidence,
        decisions: [],
        voided: [...old.voided, ...old.decisions],
        ...lossOf(old, event.at),
        ...(event.running === undefined ? {} : { running: event.running }),
      }))
    case 'gate-closed':
      return withGate(run, event.gate, (old) => ({
        ...old,
        state: event.outcome,
        closedAt: event.at,
        ...(event.bypass === undefined ? {} : { bypass: event.bypass }),
        ...(event.rule === undefined ? {} : { rule: event.rule }),
      }))
    case 'task-answered':
      return run
    case 'queue-joined': {
      const { queue, behind, at } = event
      const since = run.queues?.find((one) => one.queue === queue)?.since ?? at
      return { ...run, queues: [...otherQueues(run, queue), { queue, since, behind }] }
    }
    case 'queue-left': {
      const { queue: left, at } = event
      return { ...endWaits(run, at, ({ queue }) => queue === left), queues: otherQueues(run, left) }
    }
    case 'run-superseded':
      return { ...run, cancel: 'CancelledRunFinally', supersededBy: event.newer }
    case 'cancel-requested': {
      const { attempt, at, by, mode } = event
      const attempts = run.attempts.map((one) => (one.attempt === attempt ? { ...one, cancel: { at, by, mode } } : one))
      return { ...run, cancel: mode, attempts }
    }
    case 'attempt-ended': {
      const { outcome, message, results, at } = event
      const { queues: _queues, ...rest } = endWaits(run, at, () => true)
      const attempts = run.attempts.map((one) =>
        one.attempt === event.attempt ? { ...one, endedAt: at, outcome, message } : one,
      )
      return { ...rest, attempts, results, endedAt: at }
    }
    default:
      return assertNever(event)
  }
}

/** Of each task, the newest reason counts. */
function withSkipped(known: readonly SkippedTask[], more: readonly SkippedTask[]): SkippedTask[] {
  return [...known.filter(({ name }) => !more.some((one) => one.name === name)), ...more]
}

/** TaskRuns of nested Pipelines, which the stage's final status does not list. */
function isInside({ name }: SkippedTask): boolean {
  return name.includes('/')
}

function endWaits(run: Run, until: string, isOver: (one: Queued) => boolean): Run {
  const over = (run.queues ?? []).filter(isOver).map((one) => ({ ...one, until }))
  return over.length === 0 ? run : { ...run, queued: [...(run.queued ?? []), ...over] }
}

function otherQueues({ queues = [] }: Run, queue: string): NonNullable<Run['queues']> {
  return queues.filter((one) => one.queue !== queue)
}

function withStage(run: Run, name: string, change: (stage: StageRun) => StageRun): Run {
  run.stages[name] = change(run.stages[name] ?? newStage(name))
  return run
}

function withGate(run: Run, name: string, change: (gate: GateRun) => GateRun): Run {
  return { ...run, gates: { ...run.gates, [name]: change(run.gates[name] ?? newGate(name)) } }
}

function newStage(stage: string): StageRun {
  return {
    stage,
    state: 'pending',
    attempt: 1,
    parameters: [],
    manifests: [],
    reason: '',
    message: '',
    taskRuns: [],
    skippedTasks: [],
    results: [],
  }
}

function withoutVote(gate: GateRun, person: string, at: string): GateRun {
  const own = gate.decisions.filter((decision) => decision.person.id === person)
  if (own.length === 0) return gate
  return {
    ...gate,
    decisions: gate.decisions.filter((decision) => decision.person.id !== person),
    withdrawn: [...(gate.withdrawn ?? []), ...own],
    ...lossOf(gate, at),
  }
}

/**
 * Notes how many approvals were voided, unless more were lost at once before. Whether they had been enough is judged later: rules of environments
 * are not known here.
 */
function lossOf({ decisions, lost }: GateRun, at: string): Pick<GateRun, 'lost'> {
  const approvals = approvalsOf(decisions)
  return approvals === 0 || approvals < (lost?.approvals ?? 0) ? {} : { lost: { at, approvals } }
}

/** Another TaskRun of the task asks: decisions so far belong to the one before. */
function askedAnew({ gate, voided, decisions, comments }: GateRun, task: AskingTask): GateRun {
  const said = comments === undefined ? {} : { comments }
  return { gate, state: 'pending', decisions: [], voided: [...voided, ...decisions], task, ...said }
}

function newGate(gate: string): GateRun {
  return { gate, state: 'pending', decisions: [], voided: [] }
}
