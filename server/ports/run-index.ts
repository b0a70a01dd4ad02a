import type { RunSummary } from '#contract/run-lists.ts'
import type { RunStateName } from '#domain/run/state-names.ts'
import type { RunRecord } from './runs.ts'

/** A filter for lists of runs; a run must meet everything that is given. */
export interface RunIndexFilter {
  readonly line?: string | undefined
  readonly states?: readonly RunStateName[] | undefined
  /** An environment in which at least one stage of the run has begun. */
  readonly environment?: string | undefined
  /** Id of the person who started the run. */
  readonly by?: string | undefined
  /** Started at or after `from`, and before `until` (ISO 8601 in UTC). */
  readonly from?: string | undefined
  readonly until?: string | undefined
  /** Words in lower case that must all occur in line, number, note or name. */
  readonly words?: readonly string[] | undefined
  readonly runs?: readonly string[] | undefined
}

/** A run in the index; `record` tells up to which event. */
export interface IndexedRun {
  readonly record: RunRecord
  readonly summary: RunSummary
  /** The text that searches look through, in lower case. */
  readonly text: string
  /** Working time in milliseconds of a whole run that succeeded, so that others can be compared with it. */
  readonly typical?: number
}

/** Runs prepared for lists, derived from their events. The index may lag behind: callers update it first, or say how many runs are missing. */
export interface RunIndex {
  /** Runs with events that the index lacks, newest first. */
  stale(project: string, limit: number): Promise<readonly RunRecord[]>
  /** The number of stale runs. */
  behind(project: string): Promise<number>
  put(entries: readonly IndexedRun[]): Promise<void>
  /** Newest first; `before` is the id of the last run of the page before. */
  list(
    project: string,
    filter: RunIndexFilter,
    page: { readonly before?: string | undefined; readonly limit: number },
  ): Promise<readonly RunSummary[]>
  /** The number of runs that match the filter. */
  count(project: string, filter: RunIndexFilter): Promise<number>
  /** The newest typical durations among the runs of a line before the given number. */
  typical(project: string, line: string, number: number, limit: number): Promise<readonly number[]>
}
