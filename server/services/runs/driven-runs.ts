import { evolveAll } from '#domain/run/evolve.ts'
import type { RunEvent, StoredRunEvent } from '#domain/run/events.ts'
import { hasEnded } from '#domain/run/run-state.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run } from '#domain/run/state.ts'
import { saidBy } from '#domain/said-by.ts'
import { createTurns, type InTurn } from '#domain/in-turn.ts'
import type { Ports } from '../../ports.ts'
import type { Lease, RunRecord } from '../../ports/runs.ts'
import { retryAfter, type Background } from '../background.ts'
import { isRequest } from './past-requests.ts'
import type { RunReader } from './run-reader.ts'
import { noNews, type StageNews } from './stage-news.ts'

/** A run that this process drives: it alone has its lease, and does one thing at a time with it. */
export interface DrivenRun {
  run: Run
  /** What it will be when what is being stored now is stored. */
  ahead: Run | undefined
  readonly snapshot: Snapshot
  /** What people have asked of its stages, as stored. */
  requests: readonly StoredRunEvent[]
  lease: Lease
  /** Submissions and cancellations that the engine has been asked for. */
  readonly submitted: Set<string>
  /** Stages that are being made ready. */
  readonly preparing: Set<string>
  news: StageNews
  readonly inTurn: InTurn
  stopTimer: () => void
}

export interface DrivenRuns {
  /** Takes the run up, unless another replica drives it. */
  hold(record: RunRecord): Promise<DrivenRun | undefined>
  find(run: string): DrivenRun | undefined
  all(): readonly DrivenRun[]
  /** Does one thing after another with a run, then goes on with whatever follows from it. */
  exclusive<T>(one: DrivenRun, work: () => Promise<T>): Promise<T>
  /** Looks at a run again, and keeps trying. */
  goOn(one: DrivenRun): void
  /** Stores events; false when another has written: then the run is let go, and taken up again later. */
  append(one: DrivenRun, events: readonly RunEvent[]): Promise<boolean>
  /** Lets go of a run that has ended. */
  forget(one: DrivenRun): void
  /** Takes up every run that has not ended, and keeps trying. */
  resume(): void
  /** Resolves when every run that goes on was seen, or nothing is done any more. */
  readonly allKnown: Promise<void>
}

const leaseFor = 30_000

/** Keeps the runs that this process drives; `advance` does what follows from what is stored of a run, `onStored` tells others of it. */
export function createDrivenRuns(
  { runs, clock }: Pick<Ports, 'runs' | 'clock'>,
  options: {
    readonly reader: RunReader
    readonly holder: string
    readonly signal: AbortSignal
    readonly background: Background
    readonly advance: (one: DrivenRun) => Promise<void>
    /** Whether somebody elsewhere is told of an event. */
    readonly tells: (event: RunEvent) => boolean
    readonly onStored: (one: DrivenRun, events: readonly RunEvent[]) => void
  },
): DrivenRuns {
  const { reader, holder, signal, advance, onStored, tells } = options
  const { later, tell: report } = options.background
  const held = new Map<string, DrivenRun>()
  const taking = new Map<string, Promise<DrivenRun | undefined>>()
  /** Runs that cannot be read, by what was said of them. */
  const unreadable = new Map<string, string>()
  const allKnown = Promise.withResolvers<void>()
  signal.addEventListener('abort', () => allKnown.resolve())

  function goOn(one: DrivenRun): void {
    if (held.get(one.run.id) === one)
      later(
        exclusive(one, async () => undefined),
        () => goOn(one),
      )
  }

  /** Takes the run's lease and folds its events. */
  async function take(record: RunRecord): Promise<DrivenRun | undefined> {
    const lease = await runs.lease(record.id, holder, clock.now(), leaseFor)
    if (lease === undefined) return undefined
    const current = (await runs.record(record.id)) ?? record
    const [run, events] = [await reader.ofRecord(current), await runs.read(record.id)]
    const snapshot = await reader.snapshot(run.snapshot)
    const taken: DrivenRun = {
      run,
      ahead: undefined,
      snapshot,
      requests: events.filter(isRequest),
      lease,
      submitted: new Set(),
      preparing: new Set(),
      news: noNews(),
      inTurn: createTurns(),
      stopTimer: () => undefined,
    }
    held.set(record.id, taken)
    return taken
  }

  function hold(record: RunRecord): Promise<DrivenRun | undefined> {
    const known = held.get(record.id)
    if (known !== undefined) return Promise.resolve(known)
    const begun = taking.get(record.id) ?? take(record).finally(() => taking.delete(record.id))
    taking.set(record.id, begun)
    return begun
  }

  function exclusive<T>(one: DrivenRun, work: () => Promise<T>): Promise<T> {
    return one.inTurn(async () => {
      const value = await work()
      if (!signal.aborted) await advance(one)
      return value
    })
  }

  async function append(one: DrivenRun, events: readonly RunEvent[]): Promise<boolean> {
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
      const untold = events.some(tells)
      const stored = await runs.append({ run: id, expected: sequence, events, ended, lease: one.lease, untold })
      if (!stored.ok) return letGo(one)
      one.run = preview
      // Whoever asks for the run would read and fold it all again.
      reader.know(preview)
      one.requests = [...one.requests, ...stored.value.filter(isRequest)]
    } finally {
      one.ahead = undefined
    }
    onStored(one, events)
    return true
  }

  function forget(one: DrivenRun): void {
    one.stopTimer()
    // It may have been taken up anew by now, by what was still to be done with the one before.
    if (held.get(one.run.id) === one) held.delete(one.run.id)
  }

  function letGo(one: DrivenRun): false {
    forget(one)
    clock.after(retryAfter, () => signal.aborted || resume())
    return false
  }

  /** One run that cannot be read (its snapshot was lost, a newer server wrote it) holds up no other; it is said once and tried again. */
  async function holdIfReadable(record: RunRecord): Promise<DrivenRun | undefined> {
    try {
      return await hold(record)
    } catch (error) {
      const why = `The run ${record.id} cannot be taken up: ${saidBy(error)}`
      if (!signal.aborted && unreadable.get(record.id) !== why) report(why)
      unreadable.set(record.id, why)
      return undefined
    }
  }

  async function takeUpAll(): Promise<void> {
    let left = false
    const taken: DrivenRun[] = []
    for (const record of await runs.open()) {
      if (signal.aborted) return
      const one = await holdIfReadable(record)
      if (one === undefined) left = true
      else taken.push(one)
    }
    allKnown.resolve()
    for (const one of taken) goOn(one)
    if (left) clock.after(retryAfter, () => signal.aborted || resume())
  }

  function resume(): void {
    later(takeUpAll(), resume)
  }

  return {
    hold,
    find: (run) => held.get(run),
    all: () => [...held.values()],
    exclusive,
    goOn,
    append,
    forget,
    resume,
    allKnown: allKnown.promise,
  }
}
