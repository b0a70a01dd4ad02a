import type { RunEvent, StoredRunEvent } from '#domain/run/events.ts'
import type { Problem } from '#domain/problem.ts'
import type { Result } from '#domain/result.ts'

/** The row of a run: what its start fixed, and the `sequence` of its last event. */
export interface RunRecord {
  readonly id: string
  readonly project: string
  readonly line: string
  readonly number: number
  readonly sequence: number
  readonly ended: boolean
}

/** The right to write to one run until `until` (milliseconds since 1970 UTC). A later lease has a larger fence. */
export interface Lease {
  readonly run: string
  readonly fence: number
  readonly until: number
}

/** Events of a run that others are still to be told of; `after` is the sequence before the first. */
export interface Untold {
  readonly run: string
  readonly after: number
}

/** Runs as append-only events, which are the only truth about them. Sequences count from 1 within a run, without gaps. */
export interface RunStore {
  /**
   * Creates a run with the next number of its line (1, 2, ...) and its first events. A repeated idempotency key in a project returns the run created
   * the first time, and creates nothing.
   */
  create(request: {
    readonly id: string
    readonly project: string
    readonly line: string
    readonly idempotencyKey: string
    readonly events: (number: number) => readonly RunEvent[]
  }): Promise<RunRecord>
  /**
   * Appends events durably if the run's last sequence is `expected`; otherwise writes nothing and returns `version-conflict`. With a lease, somebody
   * else's newer lease is a conflict too. `ended` says that the run need not be resumed after a restart.
   */
  append(request: {
    readonly run: string
    readonly expected: number
    readonly events: readonly RunEvent[]
    readonly ended: boolean
    readonly lease?: Lease
    /** Marks the events as still to be told to somebody elsewhere, until `told`. */
    readonly untold?: boolean
  }): Promise<Result<readonly StoredRunEvent[], Problem>>
  /** Events with a sequence above `after`, in order: all of them, or the first `limit`. */
  read(run: string, after?: number, limit?: number): Promise<readonly StoredRunEvent[]>
  /** The same as JSON as it was written, for callers that only pass it on. */
  texts(
    run: string,
    after?: number,
    limit?: number,
  ): Promise<readonly { readonly sequence: number; readonly text: string }[]>
  record(run: string): Promise<RunRecord | undefined>
  /** Newest first; `before` is the id of the last run of the page before. */
  list(
    project: string,
    filter: { readonly line?: string; readonly before?: string; readonly limit: number },
  ): Promise<readonly RunRecord[]>
  /** Runs of all projects that have not ended. */
  open(): Promise<readonly RunRecord[]>
  /** Events appended as `untold` and not yet `told`: for each run, the sequence before them. */
  untold(): Promise<readonly Untold[]>
  told(untold: Untold): Promise<void>
  /** Takes or renews the lease for a holder; undefined while somebody else has it. */
  lease(run: string, holder: string, now: number, milliseconds: number): Promise<Lease | undefined>
}
