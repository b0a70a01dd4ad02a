import type { RunSummary } from '#contract/run-lists.ts'
import type { IndexedRun, RunIndex, RunIndexFilter } from '#server/ports/run-index.ts'
import type { RunRecord, RunStore } from '#server/ports/runs.ts'

/** The index over the runs of a store, in memory. */
export function createMemoryRunIndex(runs: RunStore): RunIndex {
  const kept = new Map<string, IndexedRun>()

  async function matching(project: string, filter: RunIndexFilter): Promise<readonly RunSummary[]> {
    const all = await runs.list(project, { limit: Number.MAX_SAFE_INTEGER })
    return all.flatMap(({ id }) => {
      const entry = kept.get(id)
      return entry !== undefined && matches(entry, filter) ? [entry.summary] : []
    })
  }

  async function unseen(project: string): Promise<readonly RunRecord[]> {
    const all = await runs.list(project, { limit: Number.MAX_SAFE_INTEGER })
    return all.filter(({ id, sequence }) => kept.get(id)?.record.sequence !== sequence)
  }

  return {
    stale: async (project, limit) => (await unseen(project)).slice(0, limit),
    behind: async (project) => (await unseen(project)).length,
    async put(entries) {
      for (const entry of entries) kept.set(entry.record.id, entry)
    },
    async list(project, filter, { before, limit }) {
      const found = await matching(project, filter)
      if (before === undefined) return found.slice(0, limit)
      const all = await runs.list(project, { limit: Number.MAX_SAFE_INTEGER, before })
      const older = new Set(all.map(({ id }) => id))
      return found.filter(({ id }) => older.has(id)).slice(0, limit)
    },
    count: async (project, filter) => (await matching(project, filter)).length,
    async typical(project, line, number, limit) {
      return [...kept.values()]
        .filter(({ record }) => record.project === project && record.line === line && record.number < number)
        .toSorted((a, b) => b.record.number - a.record.number)
        .flatMap(({ typical }) => typical ?? [])
        .slice(0, limit)
    },
  }
}

function matches({ summary, text }: IndexedRun, filter: RunIndexFilter): boolean {
  const { line, states, environment, by, from, until, words = [], runs } = filter
  return (
    (line === undefined || summary.line === line) &&
    (states === undefined || states.includes(summary.state)) &&
    (environment === undefined || summary.environments.includes(environment)) &&
    (by === undefined || summary.by.id === by) &&
    (from === undefined || summary.startedAt >= from) &&
    (until === undefined || summary.startedAt < until) &&
    (runs === undefined || runs.includes(summary.id)) &&
    words.every((word) => text.includes(word))
  )
}
