import type { RunSummary } from '#contract/run-lists.ts'
import type { RunStateName } from '#domain/run/state-names.ts'
import type { RunRecord } from './runs.ts'

/** What a list of runs can be narrowed by; everything that is given has to hold. */
export interface RunIndexFilter {
  readonly line?: string | undefined
  readonly states?: readonly RunStateName[] | undefined
  /** An environment in which some stage of the run has begun. */
  readonly environment?: string | undefined
  /** Id of the person who started it. */
  readonly by?: string | undefined
  /** Started at or after, and before (ISO 8601 in UTC). */
  readonly from?: string | undefined
  readonly until?: string | undefined
  /** Words that all have to occur in line, number, note or name, in lower case. */
  readonly words?: readonly string[] | undefined
  readonly runs?: readonly string[] | undefined
}

/** A run as the index keeps it; `record` says up to which event. */
export interface IndexedRun {
  readonly record: RunRecord
  readonly summary: RunSummary
  /** What the words of a search are looked for in, in lower case. */
  readonly text: string
  /** Milliseconds of work of a run whose duration others are compared with: it succeeded, and was a whole one. */
  readonly typical?: number
}

/** Runs prepared for lists. Derived from their events: it may lag behind, and whoever asks brings it up to date first, or says how many are missing. */
export interface RunIndex {
  /** Runs with events that are not in the index yet, newest first. */
  stale(project: string, limit: number): Promise<readonly RunRecord[]>
  /** How many of them there are. */
  behind(project: string): Promise<number>
  put(entries: readonly IndexedRun[]): Promise<void>
  /** Newest first; `before` is the id of the last run of the page before. */
  list(
    project: string,
    filter: RunIndexFilter,
    page: { readonly before?: string | undefined; readonly limit: number },
  ): Promise<readonly RunSummary[]>
  /** How many runs the filter leaves. */
  count(project: string, filter: RunIndexFilter): Promise<number>
  /** The newest typical durations of a line's runs before the one with this number. */
  typical(project: string, line: string, number: number, limit: number): Promise<readonly number[]>
}
