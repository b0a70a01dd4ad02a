import { gatesOfRun } from '#domain/gates/task-gates.ts'
import { decide } from '#domain/run/decide/decide.ts'
import type { RunEvent } from '#domain/run/events.ts'
import { hasEnded, waitsForPerson } from '#domain/run/run-state.ts'
import type { Run } from '#domain/run/state.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Engine } from '../../engines/engine.ts'
import type { Ports } from '../../ports.ts'
import type { RunRecord } from '../../ports/runs.ts'
import { createBackground } from '../background.ts'
import type { Deployed } from '../deliveries/deployed.ts'
import { readRules } from '../gates/environment-rules.ts'
import type { ProjectModules } from '../modules/project-modules.ts'
import { createDrivenRuns, type DrivenRun } from './driven-runs.ts'
import type { RunReader } from './run-reader.ts'
import { createStageEffects } from './stage-effects.ts'
import { createTurns, movesQueues, waitsFor } from './turns.ts'

/** Drives runs: everything that happens to a run goes through here, one action at a time per run. */
export interface Orchestrator {
  /** Watches the engine and resumes every run that had not ended. */
  start(): void
  /** Starts to drive a run that was just created. */
  adopt(record: RunRecord): Promise<void>
  /**
   * Appends the events that `act` makes of the newest state (a person's action), and drives the run on; an empty list appends nothing. Resolves
   * to the run once everything that follows immediately is stored.
   */
  tell(
    record: RunRecord,
    act: (run: Run, snapshot: Snapshot) => Promise<Result<readonly RunEvent[], Problem>>,
  ): Promise<Result<Run, Problem>>
  /** Reconsiders all runs of a project, because what is deployed there has changed. */
  poke(project: string): void
  /** The run as this process drives it now; undefined if it does not. Complete a moment after the start. */
  live(run: string): Run | undefined
  liveRuns(project: string): Promise<readonly Run[]>
  /** Stops all timers; resolves when nothing is under way. */
  close(): Promise<void>
}

/** The server's shell around `decide`: asks what comes next, stores the events, and only then acts on them (decision 8). */
export function createOrchestrator(
  ports: Ports,
  options: {
    readonly engine: Engine
    readonly reader: RunReader
    readonly deployed: Deployed
    readonly modules: ProjectModules
    readonly holder: string
    readonly signal: AbortSignal
    /** Whether an event is to be reported to webhooks. Such events are stored with a mark until they have been. */
    readonly tells: (event: RunEvent) => boolean
    /** Called with events after they have been stored. */
    readonly onEvents: (run: Run, snapshot: Snapshot, events: readonly RunEvent[]) => Promise<void>
  },
): Orchestrator {
  const { clock, bus, installation } = ports
  const { engine, reader, deployed, modules, holder, signal } = options
  const background = createBackground('orchestrator', ports, signal)
  const driven = createDrivenRuns(ports, {
    ...{ reader, holder, signal, background, advance, onStored: announce, tells: options.tells },
  })
  const effects = createStageEffects(ports, { engine, modules, driven, background, signal })
  const turns = createTurns()

  async function advance(one: DrivenRun): Promise<void> {
    // Turns can be decided only once all active runs are known.
    await driven.allKnown
    while (!signal.aborted) {
      const now = clock.now()
      const isAsked = Object.values(one.run.stages).some(waitsForPerson)
      const rules = isAsked || hasStagesLeft(one.run) ? await readRules(ports.documents, one.run.project) : {}
      const open = gatesOfRun(one.run, one.snapshot, rules).some(({ key }) => {
        const state = one.run.gates[key]?.state ?? 'pending'
        return state === 'pending' || state === 'waiting'
      })
      const running = isAsked || open ? await deployed.running(one.run.project) : {}
      const others = turns.othersOf(one, driven.all(), rules)
      const next = decide(one.run, one.snapshot, { now, running, rules, others, apiEndpoint: installation.origin })
      effects.prepare(one, next.prepare)
      one.stopTimer()
      if (next.wakeAt !== undefined) one.stopTimer = clock.after(Math.max(next.wakeAt - now, 0), () => driven.goOn(one))
      if (next.events.length === 0) break
      if (!(await driven.append(one, next.events))) return
    }
    effects.carryOut(one)
    if (!hasEnded(one.run) || driven.find(one.run.id) !== one) return
    driven.forget(one)
    effects.forget(one)
  }

  /** Announces stored events to listeners. */
  function announce(one: DrivenRun, events: readonly RunEvent[]): void {
    const { id, project } = one.run
    const at = new Date(clock.now()).toISOString()
    bus.publish({ project, kind: 'run', id, at })
    if (events.some(({ kind }) => kind.startsWith('gate-'))) bus.publish({ project, kind: 'gate', id, at })
    background.later(takeNote(one, events))
    background.later(options.onEvents(one.run, one.snapshot, events))
    if (movesQueues(events))
      for (const other of driven.all()) if (waitsFor(other.run, one.run, events)) driven.goOn(other)
  }

  /** A delivery changes the evidence at gates of other runs, which compare with what is deployed. */
  async function takeNote({ run, snapshot }: DrivenRun, events: readonly RunEvent[]): Promise<void> {
    if (!(await deployed.happened(run, snapshot, events))) return
    for (const other of driven.all()) if (other.run.project === run.project && asksPeople(other.run)) driven.goOn(other)
  }

  return {
    start() {
      effects.watch()
      driven.resume()
    },
    async adopt(record) {
      try {
        const one = await driven.hold(record)
        if (one !== undefined) await driven.exclusive(one, async () => undefined)
      } catch (error) {
        // The run is stored, so it has begun for whoever started it, and is taken up a moment later.
        background.tryAgain(error, driven.resume)
      }
    },
    async tell(record, act) {
      const one = await driven.hold(record)
      if (one === undefined)
        return err(problem('not-possible-now', say`Another server drives this run`, { fix: say`Try again` }))
      const stored = await driven.exclusive(one, async () => {
        const events = await act(one.run, one.snapshot)
        if (!events.ok) return events
        return (await driven.append(one, events.value))
          ? ok(undefined)
          : err(problem('version-conflict', say`The run has changed in the meantime`, { fix: say`Look again` }))
      })
      return stored.ok ? ok(one.run) : stored
    },
    poke(project) {
      for (const one of driven.all()) if (one.run.project === project) driven.goOn(one)
    },
    live: (run) => driven.find(run)?.run,
    async liveRuns(project) {
      await driven.allKnown
      return driven.all().flatMap(({ run }) => (run.project === project ? [run] : []))
    },
    async close() {
      for (const one of driven.all()) one.stopTimer()
      await background.idle()
    },
  }
}

/** True while people decide at a gate or about a stage: what they see of the Deployments must be current. */
function asksPeople({ gates, stages }: Run): boolean {
  return Object.values(gates).some(({ state }) => state === 'waiting') || Object.values(stages).some(waitsForPerson)
}

function hasStagesLeft({ stages }: Run): boolean {
  return Object.values(stages).some(({ state }) => state === 'pending' || state === 'waiting')
}
