import { problem, type Finding, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { buildTaskLaunch } from '#domain/tekton/launch/build-launch.ts'
import { childRunOf, isParentTask, statusAsTask } from '#domain/tekton/run/child-run.ts'
import type { PipelineRun } from '#domain/tekton/pipeline.ts'
import type { CancelMode } from '#domain/tekton/plan/facts.ts'
import { pendingStatus, type PlannedTaskRun } from '#domain/tekton/plan/planned-task-run.ts'
import type { PipelineRunStatus } from '#domain/tekton/run/status.ts'
import type { Isolation } from '#domain/tekton/launch/task-launch.ts'
import { findIsolationErrors } from '#domain/tekton/validate/isolation.ts'
import { saidBy } from '#domain/said-by.ts'
import type { Clock } from '#server/ports/clock.ts'
import type {
  Engine,
  EngineCapabilities,
  ObjectReader,
  PastRequests,
  PipelineRunRef,
  PipelineRunUpdate,
} from '../engine.ts'
import type { TaskSupervisor } from '../local/supervisor.ts'
import {
  beginWithFirstTry,
  hasEnded,
  isUnheardOf,
  noteOwnTry,
  noteTry,
  planHeldRun,
  tryKey,
  waitsForAnswer,
  type HeldRun,
} from './held-run.ts'
import { resolveObjects } from './resolve-objects.ts'
import { createUpdates, keyOf } from './updates.ts'

export interface PlannedEngineOptions {
  readonly supervisor: TaskSupervisor
  readonly objects: ObjectReader
  readonly clock: Clock
  /** Ends the engine's own watch and timers; steps continue. */
  readonly signal: AbortSignal
  readonly capabilities: () => Promise<EngineCapabilities>
  readonly validate: (run: PipelineRun) => readonly Finding[]
  /** Chooses the isolation for the steps of a run, or says why it cannot meet the run's demand. */
  readonly isolate: (run: PipelineRun) => Promise<Result<Isolation, Problem>>
}

/** Delay in milliseconds before the engine asks a silent supervisor again. */
const retryAfter = 1000

/**
 * Creates an engine that carries out plans (docs/decisions/0004): it holds runs in memory, plans a run again with every piece of news about it, and
 * tells the supervisor what to start and stop. Everything here may be repeated, because the supervisor adopts what it knows.
 */
export function createPlannedEngine(options: PlannedEngineOptions): Engine {
  const { supervisor, objects, clock, signal } = options
  const runs = new Map<string, HeldRun>()
  const submitting = new Map<string, Promise<Result<void, Problem>>>()
  const updates = createUpdates()
  let watching = false
  let revision = 0
  let childRevision = 0

  function react(held: HeldRun): void {
    if (signal.aborted || !held.adopted || runs.get(keyOf(held.ref)) !== held) return
    held.stopTimer()
    const plan = planHeldRun(held, clock.now())
    for (const planned of plan.launch) start(held, planned)
    for (const name of plan.cancel) void stop(held, name)
    if (plan.wakeAt !== undefined)
      held.stopTimer = clock.after(Math.max(plan.wakeAt - clock.now(), 0), () => react(held))
    if (JSON.stringify(plan.status) === JSON.stringify(held.status)) return
    held.status = plan.status
    updates.publish(updateOf(held, plan.status))
    tellParent(held, plan.status)
  }

  function tellParent({ parent }: HeldRun, status: PipelineRunStatus): void {
    if (parent === undefined) return
    childRevision += 1
    noteTry(parent.held, { revision: childRevision, status: statusAsTask(parent.planned, status) })
    react(parent.held)
  }

  function start(held: HeldRun, planned: PlannedTaskRun): void {
    noteOwnTry(held, pendingStatus(planned))
    const launched = launch(held, planned).catch((error: unknown) =>
      err(problem('internal', error instanceof Error ? error.message : 'The supervisor could not start the task')),
    )
    const key = tryKey(planned)
    held.launching.set(
      key,
      launched.then((result) => {
        held.launching.delete(key)
        if (result.ok) return
        // The request may have arrived. Repeating it is harmless, failing the task would not be.
        if (result.error.code === 'unreachable') clock.after(retryAfter, () => startAgain(held, planned))
        else endUnstarted(held, planned, 'CreateRunFailed', result.error.message)
      }),
    )
  }

  function startAgain(held: HeldRun, planned: PlannedTaskRun): void {
    if (signal.aborted || !isUnheardOf(held, planned)) return
    if (held.cancelled.has(planned.name))
      endUnstarted(held, planned, 'TaskRunCancelled', 'Cancelled before it could be started')
    else start(held, planned)
  }

  function endUnstarted(held: HeldRun, planned: PlannedTaskRun, reason: string, message: string): void {
    const at = new Date(clock.now()).toISOString()
    noteOwnTry(held, {
      ...pendingStatus(planned),
      condition: { status: 'False', reason, message },
      startedAt: at,
      finishedAt: at,
    })
    react(held)
  }

  async function launch(held: HeldRun, planned: PlannedTaskRun): Promise<Result<void, Problem>> {
    const { task } = planned
    if (isParentTask(task)) {
      const child = childRunOf(held.run, { ...planned, task })
      return adopt({
        // Answers from before a restart are known by TaskRun names only, not by run.
        ...hold(child, held.isolation, { answers: held.answers, cancels: [] }, clock.now()),
        parent: { held, planned },
      })
    }
    const built = buildTaskLaunch(held.run, planned, held.isolation)
    if (!built.ok) return built
    const resolved = await resolveObjects(held.run, built.value, objects)
    return resolved.ok ? supervisor.launch(resolved.value.launch, resolved.value.secrets) : resolved
  }

  async function stop(held: HeldRun, name: string): Promise<void> {
    if (held.cancelled.has(name)) return
    held.cancelled.add(name)
    await Promise.all(
      [...held.launching].flatMap(([key, launching]) => (key.startsWith(`${name}/`) ? [launching] : [])),
    )
    try {
      const children = childrenOf(held).filter(({ parent }) => parent?.planned.name === name)
      for (const child of children) requestStop(child, 'Cancelled')
      if (children.length === 0) await supervisor.cancel(held.ref.namespace, name)
    } catch {
      clock.after(retryAfter, () => {
        held.cancelled.delete(name)
        react(held)
      })
    }
  }

  async function take(run: PipelineRun, past: PastRequests): Promise<Result<void, Problem>> {
    const findings = options.validate(run).filter(({ severity }) => severity === 'error')
    const [first] = findings
    if (first !== undefined) return err(problem('unsupported', first.message, { findings, place: first.place }))
    const answer = await reach(options.isolate(run))
    const isolation = answer.ok ? answer.value : answer
    if (!isolation.ok) return isolation
    const [impossible, ...others] = findIsolationErrors(run, isolation.value)
    if (impossible !== undefined) {
      const all = [impossible, ...others]
      return err(problem('unsupported', impossible.message, { findings: all, place: impossible.place }))
    }
    return adopt(hold(run, isolation.value, past, clock.now()))
  }

  async function adopt(held: HeldRun): Promise<Result<void, Problem>> {
    // Register before asking for the list, so that the watch misses no change in between.
    register(held)
    const known = await reach(supervisor.list(held.ref.namespace, held.ref.name))
    if (!known.ok) {
      unregister(held)
      return known
    }
    for (const taskRun of known.value) noteTry(held, taskRun)
    beginWithFirstTry(held)
    held.adopted = true
    void watchSupervisor()
    react(held)
    return ok(undefined)
  }

  function register(held: HeldRun): void {
    runs.set(keyOf(held.ref), held)
  }

  function childrenOf(held: HeldRun): readonly HeldRun[] {
    return [...runs.values()].filter(({ parent }) => parent?.held === held)
  }

  function withDescendants(held: HeldRun): readonly HeldRun[] {
    return [held, ...childrenOf(held).flatMap(withDescendants)]
  }

  function requestStop(held: HeldRun, mode: CancelMode): void {
    if (hasEnded(held) || held.cancels.some((cancel) => cancel.mode === mode)) return
    held.cancels.push({ mode, at: new Date(clock.now()).toISOString() })
    react(held)
  }

  async function forget(held: HeldRun): Promise<void> {
    for (const child of childrenOf(held)) await forget(child)
    unregister(held)
    await supervisor.forget(held.ref.namespace, held.ref.name)
  }

  function unregister(held: HeldRun): void {
    held.stopTimer()
    runs.delete(keyOf(held.ref))
  }

  async function watchSupervisor(): Promise<void> {
    if (watching || signal.aborted) return
    watching = true
    try {
      for await (const taskRun of supervisor.watch(revision, signal)) {
        revision = Math.max(revision, taskRun.revision)
        const held = runs.get(keyOf({ namespace: taskRun.namespace, name: taskRun.pipelineRun }))
        if (held !== undefined && noteTry(held, taskRun)) react(held)
      }
    } catch {
      // A broken stream says nothing about any TaskRun; the next watch begins where this one ended.
    }
    watching = false
    if (!signal.aborted) clock.after(retryAfter, () => void watchSupervisor())
  }

  const heldBy = (ref: PipelineRunRef): HeldRun | undefined => runs.get(keyOf(ref))

  return {
    capabilities: options.capabilities,
    validate: options.validate,
    async submit(run, past = { answers: [], cancels: [] }) {
      const key = keyOf(refOf(run))
      if (runs.get(key)?.adopted === true) return ok(undefined)
      const taking = submitting.get(key) ?? take(run, past).finally(() => submitting.delete(key))
      submitting.set(key, taking)
      return taking
    },
    async cancel(ref, mode) {
      const held = heldBy(ref)
      if (held !== undefined) requestStop(held, mode)
    },
    async answer(ref, taskRun, answer) {
      const root = heldBy(ref)
      const held = root === undefined ? undefined : withDescendants(root).find((one) => waitsForAnswer(one, taskRun))
      if (held === undefined) return
      held.answers.push({ ...answer, taskRun, at: new Date(clock.now()).toISOString() })
      react(held)
    },
    async status(ref) {
      return heldBy(ref)?.status
    },
    watch: (until) =>
      updates.follow(
        [...runs.values()].flatMap((held) => (held.status === undefined ? [] : [updateOf(held, held.status)])),
        until,
      ),
    async forget(ref) {
      const held = heldBy(ref)
      if (held !== undefined && hasEnded(held)) await forget(held)
    },
  }
}

/** Turns a supervisor's silence into an expected failure, so that the caller submits again later. */
async function reach<T>(asked: Promise<T>): Promise<Result<T, Problem>> {
  try {
    return ok(await asked)
  } catch (error) {
    const detail = saidBy(error)
    return err(
      problem('unreachable', say`The supervisor that runs the steps does not answer`, {
        fix: say`Submit the run again`,
        detail,
      }),
    )
  }
}

function refOf({ metadata }: PipelineRun): PipelineRunRef {
  return { namespace: metadata.namespace ?? 'default', name: metadata.name }
}

function updateOf({ ref, run, parent }: HeldRun, status: PipelineRunStatus): PipelineRunUpdate {
  if (parent === undefined) return { ref, status }
  const { held, planned } = parent
  return { ref, status, child: { run, parent: held.ref, pipelineTask: planned.task.name, taskRun: planned.name } }
}

function hold(run: PipelineRun, isolation: Isolation, past: PastRequests, now: number): HeldRun {
  const metadata = { ...run.metadata, creationTimestamp: run.metadata.creationTimestamp ?? new Date(now).toISOString() }
  return {
    ref: refOf(run),
    run: { ...run, metadata },
    isolation,
    tries: new Map(),
    answers: [...past.answers],
    cancels: [...past.cancels],
    launching: new Map(),
    cancelled: new Set(),
    adopted: false,
    status: undefined,
    stopTimer: () => {},
  }
}
