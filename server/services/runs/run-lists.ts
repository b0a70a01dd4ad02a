import type { z } from 'zod'
import type { listRuns, RunSummary } from '#contract/run-lists.ts'
import { normalise } from '#domain/ids.ts'
import { median } from '#domain/run/times/usual-times.ts'
import type { Ports } from '../../ports.ts'
import type { Clock } from '../../ports/clock.ts'
import type { IndexedRun, RunIndexFilter } from '../../ports/run-index.ts'
import type { RunRecord } from '../../ports/runs.ts'
import type { RunReader } from './run-reader.ts'
import { summaryOf } from './run-summary.ts'

type Query = z.output<NonNullable<typeof listRuns.query>>

/** Lists of runs, from an index that is brought up to date before each answer, or says what it still lacks. */
export interface RunLists {
  list(project: string, query: Query): Promise<z.input<typeof listRuns.response>>
  /** Puts what is not in the index yet into it, so that the next question finds it there. */
  keepUp(project: string): Promise<void>
  /** The same for whoever cannot wait for thousands of runs: how many of them it still lacks after a moment. */
  behind(project: string): Promise<number>
}

const batch = 25
/** So many earlier successes say what is usual. */
const compared = 20
/** Others are answered after so many milliseconds of work. */
const slice = 10
/** So long a question waits for the index, in milliseconds; then it is answered with what is there. */
const patience = 1000

export function createRunLists(
  { runIndex, clock }: Pick<Ports, 'runIndex' | 'clock'>,
  reader: Pick<RunReader, 'ofRecord' | 'snapshot'>,
): RunLists {
  const refreshing = new Map<string, Promise<void>>()

  /** Whoever comes while it is being brought up to date waits for that, and then looks once more. */
  function refresh(project: string): Promise<void> {
    const next = (refreshing.get(project) ?? Promise.resolve()).catch(() => undefined).then(() => catchUp(project))
    refreshing.set(project, next)
    return next
  }

  /** Whether the index has come up to date while one waits for it. */
  function isKnown(project: string): Promise<boolean> {
    return within(clock, patience, refresh(project))
  }

  /** The newest first: they are what people look for while an index of thousands is made anew. */
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
      // What was folded may be newer than what was asked for.
      record: { ...record, sequence: run.sequence },
      summary,
      text: textOf(summary),
      ...(isTypical ? { typical: summary.worked } : {}),
    }
  }

  /** The earlier runs of a line say what is usual for the later ones. */
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

/** Whether it has come to its end in time. */
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
