import type { StoredRunEvent } from '#domain/run/events.ts'
import { problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok } from '#domain/result.ts'
import type { Lease, RunRecord, RunStore, Untold } from '#server/ports/runs.ts'

interface Kept {
  readonly record: Omit<RunRecord, 'sequence' | 'ended'>
  readonly events: StoredRunEvent[]
  ended: boolean
  lease: (Lease & { readonly holder: string }) | undefined
}

/** Runs in memory, under the rules of the contract suite. */
export function createMemoryRuns(): RunStore {
  const runs = new Map<string, Kept>()
  const keys = new Map<string, string>()
  const numbers = new Map<string, number>()
  const untold = new Map<string, Untold>()

  const recordOf = ({ record, events, ended }: Kept): RunRecord => ({ ...record, sequence: events.length, ended })
  const get = (run: string): Kept => {
    const kept = runs.get(run)
    if (kept === undefined) throw new Error(`There is no run ${run}`)
    return kept
  }

  return {
    async create({ id, project, line, idempotencyKey, events }) {
      const key = JSON.stringify([project, idempotencyKey])
      const known = keys.get(key)
      if (known !== undefined) return recordOf(get(known))
      const counter = JSON.stringify([project, line])
      const number = (numbers.get(counter) ?? 0) + 1
      const stored = events(number).map((event, index) => ({ run: id, sequence: index + 1, event }))
      const kept: Kept = { record: { id, project, line, number }, events: stored, ended: false, lease: undefined }
      runs.set(id, kept)
      keys.set(key, id)
      numbers.set(counter, number)
      return recordOf(kept)
    },
    async append({ run, expected, events, ended, lease, untold: isUntold = false }) {
      const kept = get(run)
      if (
        kept.events.length !== expected ||
        (lease !== undefined && kept.lease !== undefined && kept.lease.fence > lease.fence)
      ) {
        return err(problem('version-conflict', say`Somebody else has written to the run`, { fix: say`Read it again` }))
      }
      const stored = events.map((event, index) => ({ run, sequence: expected + index + 1, event }))
      kept.events.push(...stored)
      kept.ended = ended
      if (isUntold) untold.set(`${run} ${String(expected)}`, { run, after: expected })
      return ok(stored)
    },
    read: async (run, after = 0, limit = Infinity) => (runs.get(run)?.events ?? []).slice(after, after + limit),
    texts: async (run, after = 0, limit = Infinity) =>
      (runs.get(run)?.events ?? [])
        .slice(after, after + limit)
        .map((stored) => ({ sequence: stored.sequence, text: JSON.stringify(stored) })),
    async record(run) {
      const kept = runs.get(run)
      return kept === undefined ? undefined : recordOf(kept)
    },
    async list(project, { line, before, limit }) {
      const all = [...runs.values()]
        .filter(({ record }) => record.project === project && (line === undefined || record.line === line))
        .reverse()
      const start = before === undefined ? 0 : all.findIndex(({ record }) => record.id === before) + 1
      return all.slice(start, start + limit).map(recordOf)
    },
    open: async () => [...runs.values()].filter(({ ended }) => !ended).map(recordOf),
    untold: async () => [...untold.values()],
    async told({ run, after }) {
      untold.delete(`${run} ${String(after)}`)
    },
    async lease(run, holder, now, milliseconds) {
      const kept = get(run)
      const { lease } = kept
      if (lease !== undefined && lease.holder !== holder && lease.until > now) return undefined
      const fence = lease === undefined ? 1 : lease.holder === holder ? lease.fence : lease.fence + 1
      kept.lease = { run, fence, until: now + milliseconds, holder }
      return { run, fence, until: kept.lease.until }
    },
  }
}
