import type { z } from 'zod'
import type { listRuns, RunSummary } from '#contract/run-lists.ts'
import { normalise } from '#domain/ids.ts'
import { median } from '#domain/run/times/usual-times.ts'
import type { Ports } from '../../ports.ts'
import type { Clock } from '../../ports/clock.ts'
import type { IndexedRun, RunIndexFilter } from '../../ports/run-index.ts'
import type { RunRecord } from '../../ports/runs.ts'
import type { RunReader } from './run-reader.ts'
import { shareNext } from '../share-next.ts'
import { summaryOf } from './run-summary.ts'

type Query = z.output<NonNullable<typeof listRuns.query>>

/** Lists of runs from an index, which is updated before each response; if that takes too long, the response says how many runs are missing. */
export interface RunLists {
  list(project: string, query: Query): Promise<z.input<typeof listRuns.response>>
  /** Indexes what is missing, so that the next request does not have to. */
  keepUp(project: string): Promise<void>
  /** The same with a time limit. Resolves to the number of runs still missing. */
  behind(project: string): Promise<number>
}

const batch = 25
/** Successful runs that a usual duration is computed from. */
const compared = 20
/** Milliseconds of indexing after which other requests get a turn. */
const slice = 10
/** Milliseconds that a request waits for the index; then it gets what is there. */
const patience = 1000

export function createRunLists(
  { runIndex, clock }: Pick<Ports, 'runIndex' | 'clock'>,
  reader: Pick<RunReader, 'ofRecord' | 'snapshot'>,
): RunLists {
  const refresh = shareNext(catchUp)

  /** Whether the index became complete within the time limit. */
  function isKnown(project: string): Promise<boolean> {
    return within(clock, patience, refresh(project))
  }

  /** Newest first: those are what people look for while a large index is rebuilt. */
  async function catchUp(project: string): Promise<void> {
    let since = performance.now()
    for (;;) {
      const records = await runIndex.stale(project, batch)
      const entries: IndexedRun[] = []
      for (const record of records) {
        entries.push(await entryOf(record))
        if (performance.now() - since < slice) continue
        await new Promise((resolve) => setTimeout(resolve))
        since = performance.now()
      }
      if (entries.length > 0) await runIndex.put(entries)
      if (records.length < batch) return
    }
  }

  async function entryOf(record: RunRecord): Promise<IndexedRun> {
    const run = await reader.ofRecord(record)
    const summary = summaryOf(run, await reader.snapshot(run.snapshot), clock.now())
    const isTypical = summary.state === 'succeeded' && summary.rollback === undefined
    return {
      // The cached fold may be newer than the record.
      record: { ...record, sequence: run.sequence },
      summary,
      text: textOf(summary),
      ...(isTypical ? { typical: summary.worked } : {}),
    }
  }

  /** Adds the usual duration: the median of the line's earlier runs. */
  async function withUsual(project: string, summary: RunSummary): Promise<RunSummary> {
    if (summary.rollback !== undefined) return summary
    const usual = median(await runIndex.typical(project, summary.line, summary.number, compared))
    return usual === undefined ? summary : { ...summary, usual: Math.round(usual) }
  }

  return {
    keepUp: refresh,
    behind: async (project) => ((await isKnown(project)) ? 0 : runIndex.behind(project)),
    async list(project, { state, text, runs, before, limit, ...rest }) {
      const isComplete = await isKnown(project)
      const words = wordsOf(text ?? '')
      const filter: RunIndexFilter = { ...rest, states: state, runs, words }
      const [found, total, left] = await Promise.all([
        runIndex.list(project, filter, { before, limit: limit + 1 }),
        before === undefined ? runIndex.count(project, filter) : undefined,
        isComplete ? 0 : runIndex.behind(project),
      ])
      const page = found.slice(0, limit)
      const last = page.at(-1)
      return {
        runs: await Promise.all(page.map((summary) => withUsual(project, summary))),
        ...(found.length > limit && last !== undefined ? { next: last.id } : {}),
        ...(total === undefined ? {} : { total }),
        ...(left === 0 ? {} : { left }),
      }
    },
  }
}

/** Whether it settled within the time. */
async function within(clock: Clock, milliseconds: number, work: Promise<void>): Promise<boolean> {
  let stop: () => void = () => undefined
  const late = new Promise<boolean>((resolve) => (stop = clock.after(milliseconds, () => resolve(false))))
  try {
    return await Promise.race([work.then(() => true), late])
  } finally {
    stop()
  }
}

function wordsOf(text: string): readonly string[] {
  return normalise(text)
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
}

function textOf({ line, number, note, by, results, commits = [] }: RunSummary): string {
  const values = results.map(({ value }) => value)
  const subjects = commits.map(({ subject = '' }) => subject)
  return normalise([line, number, note, by.name, ...values, ...subjects].join(' ')).toLowerCase()
}
