import type { RunEvent, StoredRunEvent } from '#domain/run/events.ts'
import type { Problem } from '#domain/problem.ts'
import type { Result } from '#domain/result.ts'

/** A run's own row: what is fixed at its start. `sequence` is that of its last event. */
export interface RunRecord {
  readonly id: string
  readonly project: string
  readonly line: string
  readonly number: number
  readonly sequence: number
  readonly ended: boolean
}

/** The right to write one run until `until` (milliseconds since 1970 UTC). A later lease has a larger fence. */
export interface Lease {
  readonly run: string
  readonly fence: number
  readonly until: number
}

/** Events of a run that others wait to be told of; `after` is the sequence before the first of them. */
export interface Untold {
  readonly run: string
  readonly after: number
}

/** Runs as append-only events; the only truth about them. Sequences count from 1 within a run, without gaps. */
export interface RunStore {
  /**
   * Creates a run with the next number of its line (1, 2, ...) and its first events. The same idempotency key in a project answers the run
   * that it made the first time, and creates nothing.
   */
  create(request: {
    readonly id: string
    readonly project: string
    readonly line: string
    readonly idempotencyKey: string
    readonly events: (number: number) => readonly RunEvent[]
  }): Promise<RunRecord>
  /**
   * Appends events durably if the run's last sequence is `expected`, else `version-conflict` and nothing is written. With a lease, a newer
   * lease of somebody else is a conflict too. `ended` marks the run as (not) worth resuming after a restart.
   */
  append(request: {
    readonly run: string
    readonly expected: number
    readonly events: readonly RunEvent[]
    readonly ended: boolean
    readonly lease?: Lease
    /** Somebody elsewhere is to be told of them: noted with them, until `told`. */
    readonly untold?: boolean
  }): Promise<Result<readonly StoredRunEvent[], Problem>>
  /** Events with a sequence above `after`, in order, all of them or the first so many. */
  read(run: string, after?: number, limit?: number): Promise<readonly StoredRunEvent[]>
  /** The same as JSON, as it was written: for whoever only hands it on. */
  texts(run: string, after?: number): Promise<readonly { readonly sequence: number; readonly text: string }[]>
  record(run: string): Promise<RunRecord | undefined>
  /** Newest first; `before` is the id of the last run of the page before. */
  list(
    project: string,
    filter: { readonly line?: string; readonly before?: string; readonly limit: number },
  ): Promise<readonly RunRecord[]>
  /** Runs of all projects that have not ended. */
  open(): Promise<readonly RunRecord[]>
  /** What was appended `untold` and nobody has said of that it was `told`: by run, the sequence before the events. */
  untold(): Promise<readonly Untold[]>
  told(untold: Untold): Promise<void>
  /** Takes or renews the lease for a holder; undefined while somebody else holds it. */
  lease(run: string, holder: string, now: number, milliseconds: number): Promise<Lease | undefined>
}
