import { evolveAll } from '#domain/run/evolve.ts'
import type { RunEvent, StoredRunEvent } from '#domain/run/events.ts'
import { hasEnded } from '#domain/run/run-state.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run } from '#domain/run/state.ts'
import { saidBy } from '#domain/said-by.ts'
import { createInTurn, type InTurn } from '#domain/in-turn.ts'
import type { Ports } from '../../ports.ts'
import type { Lease, RunRecord } from '../../ports/runs.ts'
import { retryAfter, type Background } from '../background.ts'
import { isRequest } from './past-requests.ts'
import type { RunReader } from './run-reader.ts'
import { noNews, type StageNews } from './stage-news.ts'

/** A run that this process drives: it holds the lease, and does one action at a time. */
export interface DrivenRun {
  run: Run
  /** The run's state once the pending append has succeeded. */
  ahead: Run | undefined
  readonly snapshot: Snapshot
  /** Requests of people about its stages, as stored. */
  requests: readonly StoredRunEvent[]
  lease: Lease
  /** Submissions and cancellations already sent to the engine. */
  readonly submitted: Set<string>
  /** Stages whose manifests are being compiled. */
  readonly preparing: Set<string>
  news: StageNews
  readonly inTurn: InTurn
  stopTimer: () => void
}

export interface DrivenRuns {
  /** Starts to drive the run, unless another replica does. */
  hold(record: RunRecord): Promise<DrivenRun | undefined>
  find(run: string): DrivenRun | undefined
  all(): readonly DrivenRun[]
  /** Queues an action on a run, then drives the run on. Rejects only if the action itself fails. */
  exclusive<T>(one: DrivenRun, work: () => Promise<T>): Promise<T>
  /** Drives a run on; retries on failure. */
  goOn(one: DrivenRun): void
  /** Stores events. False if another process has written: the run is then released, and taken up again later. */
  append(one: DrivenRun, events: readonly RunEvent[]): Promise<boolean>
  /** Releases a run that has ended. */
  forget(one: DrivenRun): void
  /** Starts to drive every run that has not ended; retries on failure. */
  resume(): void
  /** Resolves when all active runs have been loaded, or the service has stopped. */
  readonly allKnown: Promise<void>
}

const leaseFor = 30_000

/** Holds the runs that this process drives. `advance` acts on a run's stored state, `onStored` announces stored events. */
export function createDrivenRuns(
  { runs, clock }: Pick<Ports, 'runs' | 'clock'>,
  options: {
    readonly reader: RunReader
    readonly holder: string
    readonly signal: AbortSignal
    readonly background: Background
    readonly advance: (one: DrivenRun) => Promise<void>
    /** Whether an event is to be reported to webhooks. */
    readonly tells: (event: RunEvent) => boolean
    readonly onStored: (one: DrivenRun, events: readonly RunEvent[]) => void
  },
): DrivenRuns {
  const { reader, holder, signal, advance, onStored, tells } = options
  const { later, tryAgain, tell: report } = options.background
  const held = new Map<string, DrivenRun>()
  const taking = new Map<string, Promise<DrivenRun | undefined>>()
  /** Runs that cannot be read, with the reason already reported. */
  const unreadable = new Map<string, string>()
  const allKnown = Promise.withResolvers<void>()
  signal.addEventListener('abort', () => allKnown.resolve())

  function goOn(one: DrivenRun): void {
    if (held.get(one.run.id) === one) later(exclusive(one, async () => undefined))
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
      inTurn: createInTurn(),
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
      // What was asked for is stored by now: if what follows fails, that is made up for later, and not told as a failure of the action.
      if (!signal.aborted) await advance(one).catch((error: unknown) => tryAgain(error, () => goOn(one)))
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
    // Set before the first await: other runs must see from now on which turns this one takes.
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
      // Otherwise the next reader would read and fold all its events again.
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
    // An action that was still queued may have loaded it again by now.
    if (held.get(one.run.id) === one) held.delete(one.run.id)
  }

  function letGo(one: DrivenRun): false {
    forget(one)
    clock.after(retryAfter, () => signal.aborted || resume())
    return false
  }

  /** A run that cannot be read (lost snapshot, written by a newer server) must not hold up others. Reported once, and retried. */
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
