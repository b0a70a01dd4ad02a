import type { z } from 'zod'
import type { listRuns, RunSummary } from '#contract/run-lists.ts'
import { normalise } from '#domain/ids.ts'
import { median } from '#domain/run/times/usual-times.ts'
import type { Ports } from '../../ports.ts'
import type { IndexedRun, RunIndexFilter } from '../../ports/run-index.ts'
import type { RunRecord } from '../../ports/runs.ts'
import type { RunReader } from './run-reader.ts'
import { summaryOf } from './run-summary.ts'

type Query = z.output<NonNullable<typeof listRuns.query>>

/** Lists of runs, from an index that is brought up to date before each answer. */
export interface RunLists {
  list(project: string, query: Query): Promise<z.input<typeof listRuns.response>>
  /** Puts what is not in the index yet into it, so that the next question finds it there. */
  keepUp(project: string): Promise<void>
}

const batch = 100
/** So many earlier successes say what is usual. */
const compared = 20

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

  async function catchUp(project: string): Promise<void> {
    for (;;) {
      const records = await runIndex.stale(project, batch)
      const entries: IndexedRun[] = []
      for (const record of records) entries.push(await entryOf(record, entries))
      if (entries.length > 0) await runIndex.put(entries)
      if (records.length < batch) return
      // An index of thousands is made anew: others are answered in between.
      await new Promise((resolve) => setTimeout(resolve))
    }
  }

  /** The earlier runs of a line say what is usual for the later ones, also those that are being put in with it. */
  async function entryOf(record: RunRecord, fresh: readonly IndexedRun[]): Promise<IndexedRun> {
    const run = await reader.ofRecord(record)
    const snapshot = await reader.snapshot(run.snapshot)
    const beside = fresh.flatMap((entry) => (entry.record.line === record.line ? (entry.typical ?? []) : []))
    const kept = await runIndex.typical(record.project, record.line, record.number, compared)
    const earlier = [...beside.toReversed(), ...kept].slice(0, compared)
    const usual = snapshot.rollback === undefined ? median(earlier) : undefined
    const summary = summaryOf(run, snapshot, clock.now(), usual)
    const isTypical = summary.state === 'succeeded' && summary.rollback === undefined
    return {
      // What was folded may be newer than what was asked for.
      record: { ...record, sequence: run.sequence },
      summary,
      text: textOf(summary),
      ...(isTypical ? { typical: summary.worked } : {}),
    }
  }

  return {
    keepUp: refresh,
    async list(project, { state, text, runs, before, limit, ...rest }) {
      await refresh(project)
      const words = wordsOf(text ?? '')
      const filter: RunIndexFilter = { ...rest, states: state, runs, words }
      const [found, total] = await Promise.all([
        runIndex.list(project, filter, { before, limit: limit + 1 }),
        before === undefined ? runIndex.count(project, filter) : undefined,
      ])
      const page = found.slice(0, limit)
      const last = page.at(-1)
      return {
        runs: page,
        ...(found.length > limit && last !== undefined ? { next: last.id } : {}),
        ...(total === undefined ? {} : { total }),
      }
    },
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
