import { demandedGates } from '#domain/gates/demanded.ts'
import { decide } from '#domain/run/decide/decide.ts'
import { evolveAll } from '#domain/run/evolve.ts'
import type { RunEvent, StoredRunEvent } from '#domain/run/events.ts'
import { hasEnded } from '#domain/run/run-state.ts'
import { pipelineRunName } from '#domain/run/stage/stage-pipeline-run.ts'
import type { Run } from '#domain/run/state.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { PipelineRunStatus } from '#domain/tekton/run/status.ts'
import type { Engine, PipelineRunRef } from '../../engines/engine.ts'
import type { Ports } from '../../ports.ts'
import type { Lease, RunRecord } from '../../ports/runs.ts'
import { createBackground, retryAfter } from '../background.ts'
import { readRules } from '../gates/environment-rules.ts'
import { isRequest, pastRequests } from './past-requests.ts'
import { prepareStage } from './prepare-stage.ts'
import type { ProjectModules } from '../modules/project-modules.ts'
import type { RunReader } from './run-reader.ts'
import { shareRunningNow } from '../deliveries/running-now.ts'
import { eventsOfNews, noNews, type StageNews } from './stage-news.ts'
import { createTurns, movesQueues, waitsFor } from './turns.ts'

/** Carries runs on: everything that happens to a run goes through here, one thing at a time per run. */
export interface Orchestrator {
  /** Watches the engine and resumes every run that had not ended. */
  start(): void
  /** Takes a run on that was just created. */
  adopt(record: RunRecord): Promise<void>
  /** Appends what a person did, decided on the newest state, and goes on; an empty list appends nothing. Answers the run when all that follows at once is stored. */
  tell(
    record: RunRecord,
    act: (run: Run, snapshot: Snapshot) => Promise<Result<readonly RunEvent[], Problem>>,
  ): Promise<Result<Run, Problem>>
  /** Looks again at all runs of a project: what runs there has changed. */
  poke(project: string): void
  /** The run as this process drives it now, or undefined; all of a project are known a moment after the start. */
  live(run: string): Run | undefined
  liveRuns(project: string): Promise<readonly Run[]>
  /** Resolves when nothing is being done any more; stops all timers. */
  close(): Promise<void>
}

interface Held {
  run: Run
  /** What it will be when what is being stored now is stored. */
  ahead: Run | undefined
  readonly snapshot: Snapshot
  requests: readonly StoredRunEvent[]
  lease: Lease
  readonly submitted: Set<string>
  readonly preparing: Set<string>
  news: StageNews
  queue: Promise<unknown>
  stopTimer: () => void
}

const leaseFor = 30_000

export function createOrchestrator(
  ports: Ports,
  options: {
    readonly engine: Engine
    readonly reader: RunReader
    readonly modules: ProjectModules
    readonly holder: string
    readonly signal: AbortSignal
    /** Is told what was stored, after it was. */
    readonly onEvents: (run: Run, snapshot: Snapshot, events: readonly RunEvent[]) => Promise<void>
  },
): Orchestrator {
  const { runs, clock, bus, target, installation } = ports
  const { engine, reader, modules, holder, signal } = options
  const held = new Map<string, Held>()
  const taking = new Map<string, Promise<Held | undefined>>()
  const byPipelineRun = new Map<string, { readonly run: string; readonly stage: string }>()
  const { later, tell: report, idle } = createBackground('orchestrator', ports, signal)
  /** Runs that cannot be read, by what was said of them. */
  const unreadable = new Map<string, string>()
  const [turns, runningNow] = [createTurns(), shareRunningNow(target)]
  /** Whose turn it is can be said only when every run that goes on is known. */
  const allKnown = Promise.withResolvers<void>()
  signal.addEventListener('abort', () => allKnown.resolve())

  /** Looks at a run again, and keeps trying. */
  function goOn(one: Held): void {
    if (held.get(one.run.id) === one)
      later(
        exclusive(one, async () => undefined),
        () => goOn(one),
      )
  }

  /** Takes the run's lease and folds its events; undefined while another replica drives it. */
  async function take(record: RunRecord): Promise<Held | undefined> {
    const lease = await runs.lease(record.id, holder, clock.now(), leaseFor)
    if (lease === undefined) return undefined
    const current = (await runs.record(record.id)) ?? record
    const [run, events] = [await reader.ofRecord(current), await runs.read(record.id)]
    const snapshot = await reader.snapshot(run.snapshot)
    const taken: Held = {
      run,
      ahead: undefined,
      snapshot,
      requests: events.filter(isRequest),
      lease,
      submitted: new Set(),
      preparing: new Set(),
      news: noNews(),
      queue: Promise.resolve(),
      stopTimer: () => undefined,
    }
    held.set(record.id, taken)
    return taken
  }

  function hold(record: RunRecord): Promise<Held | undefined> {
    const known = held.get(record.id)
    if (known !== undefined) return Promise.resolve(known)
    const begun = taking.get(record.id) ?? take(record).finally(() => taking.delete(record.id))
    taking.set(record.id, begun)
    return begun
  }

  /** Does one thing after another with a run, then goes on with whatever follows from it. */
  function exclusive<T>(one: Held, work: () => Promise<T>): Promise<T> {
    const done = one.queue.then(async () => {
      const value = await work()
      if (!signal.aborted) await advance(one)
      return value
    })
    one.queue = done.catch(() => undefined)
    return done
  }

  /** False when another has written: then the run is let go, and taken up again later. */
  async function append(one: Held, events: readonly RunEvent[]): Promise<boolean> {
    if (events.length === 0) return true
    const { id, sequence } = one.run
    const preview = evolveAll(
      one.run,
      events.map((event, index) => ({ run: id, sequence: sequence + index + 1, event })),
    )
    // From this moment on others see what it takes, before anything is waited for.
    one.ahead = preview
    try {
      if (one.lease.until - clock.now() < leaseFor / 2) {
        const renewed = await runs.lease(id, holder, clock.now(), leaseFor)
        if (renewed === undefined) return letGo(one)
        one.lease = renewed
      }
      const ended = hasEnded(preview)
      const stored = await runs.append({ run: id, expected: sequence, events, ended, lease: one.lease })
      if (!stored.ok) return letGo(one)
      one.run = preview
      one.requests = [...one.requests, ...stored.value.filter(isRequest)]
    } finally {
      one.ahead = undefined
    }
    announce(one, events)
    return true
  }

  /** Says what is stored to whoever waits for it. */
  function announce(one: Held, events: readonly RunEvent[]): void {
    const { id, project } = one.run
    const at = new Date(clock.now()).toISOString()
    bus.publish({ project, kind: 'run', id, at })
    if (events.some(({ kind }) => kind.startsWith('gate-'))) bus.publish({ project, kind: 'gate', id, at })
    later(options.onEvents(one.run, one.snapshot, events))
    if (movesQueues(events)) for (const other of held.values()) if (waitsFor(other.run, one.run, events)) goOn(other)
  }

  function letGo(one: Held): false {
    one.stopTimer()
    held.delete(one.run.id)
    clock.after(retryAfter, () => signal.aborted || resumeLater())
    return false
  }

  async function advance(one: Held): Promise<void> {
    await allKnown.promise
    while (!signal.aborted) {
      const now = clock.now()
      const rules = hasStagesLeft(one.run) ? await readRules(ports.documents, one.run.project) : {}
      const open = demandedGates(one.snapshot, rules).some(({ key }) => {
        const state = one.run.gates[key]?.state ?? 'pending'
        return state === 'pending' || state === 'waiting'
      })
      const running = open ? await runningNow(one.run.project) : {}
      const others = turns.othersOf(one, held.values(), rules)
      const next = decide(one.run, one.snapshot, { now, running, rules, others, apiEndpoint: installation.origin })
      for (const stage of next.prepare) prepare(one, stage)
      one.stopTimer()
      if (next.wakeAt !== undefined) one.stopTimer = clock.after(Math.max(next.wakeAt - now, 0), () => goOn(one))
      if (next.events.length === 0) break
      if (!(await append(one, next.events))) return
    }
    carryOut(one)
    if (hasEnded(one.run) && held.get(one.run.id) === one) forget(one)
  }

  /** Effects of what is stored; each may be asked for again. */
  function carryOut(one: Held): void {
    const { run } = one
    for (const { state, stage, pipelineRun, attempt } of Object.values(run.stages)) {
      if (state !== 'running' || pipelineRun === undefined || attempt !== run.attempt) continue
      const { name } = pipelineRun.metadata
      const ref = { namespace: run.project, name }
      byPipelineRun.set(keyOf(ref), { run: run.id, stage })
      const cancel = run.cancel === undefined ? '' : `${name}/${run.cancel}`
      if (!one.submitted.has(name)) {
        one.submitted.add(name)
        if (cancel !== '') one.submitted.add(cancel)
        later(submit(one, stage, ref), () => tryAgain(one, name))
      } else if (run.cancel !== undefined && !one.submitted.has(cancel)) {
        one.submitted.add(cancel)
        later(engine.cancel(ref, run.cancel), () => tryAgain(one, cancel))
      }
    }
  }

  function tryAgain(one: Held, effect: string): void {
    one.submitted.delete(effect)
    goOn(one)
  }

  async function submit(one: Held, stage: string, ref: PipelineRunRef): Promise<void> {
    const pipelineRun = one.run.stages[stage]?.pipelineRun
    if (pipelineRun === undefined || signal.aborted) return
    const taken = await engine.submit(pipelineRun, pastRequests(one.requests, one.run.attempt, stage))
    if (!taken.ok) {
      const { code, message } = taken.error
      // Nothing was refused: whoever runs the steps cannot be asked now, so the same submission is tried again.
      if (code === 'unreachable') throw new Error(message)
      await exclusive(one, async () => {
        if (one.run.stages[stage]?.state !== 'running') return
        const at = new Date(clock.now()).toISOString()
        await append(one, [
          {
            ...{ kind: 'stage-ended', at, attempt: one.run.attempt, stage },
            ...{ outcome: 'failed', reason: 'EngineRefused', message, results: [], skippedTasks: [] },
          },
        ])
      })
      return
    }
    const status = await engine.status(ref)
    if (status !== undefined) takeUpdate(ref, status)
  }

  function prepare(one: Held, stage: string): void {
    const frozen = one.snapshot.stages.find((candidate) => candidate.stage === stage)
    const key = preparingKey(one.run.attempt, stage)
    if (frozen === undefined || one.preparing.has(key)) return
    one.preparing.add(key)
    const made = prepareStage(
      { kernel: ports.kernel, modules },
      one.run,
      one.snapshot,
      frozen,
      new Date(clock.now()).toISOString(),
    )
    later(
      made.then((event) => learn(one, ({ prepared }) => prepared.set(stage, event))),
      () => {
        one.preparing.delete(key)
        goOn(one)
      },
    )
  }

  function takeUpdate(ref: PipelineRunRef, status: PipelineRunStatus): void {
    const known = byPipelineRun.get(keyOf(ref))
    const one = known === undefined ? undefined : held.get(known.run)
    if (known === undefined || one === undefined) return
    learn(one, ({ updates }) => updates.set(known.stage, { ref, status }))
  }

  /** Many stages at a time are stored in one piece: what one is waiting to tell is not held up by all the others, and a busy run does not fill the store. */
  function learn(one: Held, take: (news: StageNews) => void): void {
    const isStoring = one.news.prepared.size + one.news.updates.size > 0
    take(one.news)
    if (!isStoring) storeNews(one)
  }

  function storeNews(one: Held): void {
    let taken = noNews()
    later(
      exclusive(one, async () => {
        taken = one.news
        one.news = noNews()
        const { events, ended } = eventsOfNews(one.run, taken, new Date(clock.now()).toISOString())
        if (await append(one, events)) for (const ref of ended) later(engine.forget(ref))
        for (const { attempt, stage } of taken.prepared.values()) one.preparing.delete(preparingKey(attempt, stage))
      }),
      () => {
        // What could not be stored is prepared again; the engine does not say it a second time, and what is newer waits already.
        for (const { attempt, stage } of taken.prepared.values()) one.preparing.delete(preparingKey(attempt, stage))
        for (const [name, { ref, status }] of taken.updates) if (!one.news.updates.has(name)) takeUpdate(ref, status)
        goOn(one)
      },
    )
  }

  function forget(one: Held): void {
    one.stopTimer()
    held.delete(one.run.id)
    for (const stage of Object.keys(one.run.stages))
      byPipelineRun.delete(keyOf({ namespace: one.run.project, name: pipelineRunName(one.run, stage) }))
  }

  async function watch(): Promise<void> {
    for await (const { ref, status } of engine.watch(signal)) takeUpdate(ref, status)
  }

  function watchLater(): void {
    later(watch(), watchLater)
  }

  function resumeLater(): void {
    later(resume(), resumeLater)
  }

  /** One run that cannot be read (its snapshot was lost, a newer server wrote it) holds up no other; it is said once and tried again. */
  async function holdIfReadable(record: RunRecord): Promise<Held | undefined> {
    try {
      return await hold(record)
    } catch (error) {
      const why = `The run ${record.id} cannot be taken up: ${error instanceof Error ? error.message : String(error)}`
      if (!signal.aborted && unreadable.get(record.id) !== why) report(why)
      unreadable.set(record.id, why)
      return undefined
    }
  }

  async function resume(): Promise<void> {
    let left = false
    const taken: Held[] = []
    for (const record of await runs.open()) {
      if (signal.aborted) return
      const one = await holdIfReadable(record)
      if (one === undefined) left = true
      else taken.push(one)
    }
    allKnown.resolve()
    for (const one of taken) goOn(one)
    if (left) clock.after(retryAfter, () => signal.aborted || resumeLater())
  }

  return {
    start() {
      watchLater()
      resumeLater()
    },
    async adopt(record) {
      const one = await hold(record)
      if (one !== undefined) await exclusive(one, async () => undefined)
    },
    async tell(record, act) {
      const one = await hold(record)
      if (one === undefined)
        return err(problem('not-possible-now', say`Another server drives this run`, { fix: say`Try again` }))
      return exclusive(one, async () => {
        const events = await act(one.run, one.snapshot)
        if (!events.ok) return events
        const written = await append(one, events.value)
        return written
          ? ok(undefined)
          : err(problem('version-conflict', say`The run has changed in the meantime`, { fix: say`Look again` }))
      }).then((result) => (result.ok ? ok(one.run) : result))
    },
    poke(project) {
      for (const one of held.values()) if (one.run.project === project) goOn(one)
    },
    live: (run) => held.get(run)?.run,
    async liveRuns(project) {
      await allKnown.promise
      return [...held.values()].flatMap(({ run }) => (run.project === project ? [run] : []))
    },
    async close() {
      for (const one of held.values()) one.stopTimer()
      await idle()
    },
  }
}

function hasStagesLeft({ stages }: Run): boolean {
  return Object.values(stages).some(({ state }) => state === 'pending' || state === 'waiting')
}

function preparingKey(attempt: number, stage: string): string {
  return `${String(attempt)}/${stage}`
}

function keyOf({ namespace, name }: PipelineRunRef): string {
  return `${namespace}/${name}`
}
