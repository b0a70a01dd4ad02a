import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { evolveAll, foldRun } from '#domain/run/evolve.ts'
import { snapshotSchema, type Snapshot } from '#domain/run/snapshot.ts'
import type { Run } from '#domain/run/state.ts'
import type { Ports } from '../../ports.ts'
import type { RunRecord } from '../../ports/runs.ts'

/** Reads runs (folded from their events) and their snapshots, and caches both while they are in use. */
export interface RunReader {
  /** Undefined for a run that does not exist, or belongs to another project. */
  read(project: string, run: string): Promise<Run | undefined>
  /** The same, with a problem if there is none. */
  find(project: string, run: string): Promise<Result<Run, Problem>>
  ofRecord(record: RunRecord): Promise<Run>
  snapshot(digest: string): Promise<Snapshot>
  /** Puts a run into the cache that the caller has just folded. */
  know(run: Run): void
}

const kept = 300
/** Events folded per turn of the event loop: long runs must not block other requests. */
const atOnce = 500

export function createRunReader({ runs, snapshots }: Pick<Ports, 'runs' | 'snapshots'>): RunReader {
  const folded = new Map<string, Run>()
  const frozen = new Map<string, Snapshot>()

  async function ofRecord(record: RunRecord): Promise<Run> {
    for (;;) {
      const known = folded.get(record.id)
      if (known !== undefined && known.sequence >= record.sequence) return known
      const events = await runs.read(record.id, known?.sequence ?? 0, atOnce)
      const run = known === undefined ? foldRun(record.project, events) : evolveAll(known, events)
      if (run === undefined || run === known) throw new Error(`The run ${record.id} lacks events`)
      know(run)
      if (run.sequence < record.sequence) await new Promise((resolve) => setTimeout(resolve))
    }
  }

  function know(run: Run): void {
    if (run.sequence >= (folded.get(run.id)?.sequence ?? 0)) remember(folded, run.id, run)
  }

  async function read(project: string, run: string): Promise<Run | undefined> {
    const record = await runs.record(run)
    return record?.project === project ? ofRecord(record) : undefined
  }

  return {
    ofRecord,
    read,
    know,
    async find(project, id) {
      const run = await read(project, id)
      return run === undefined ? err(problem('not-found', say`There is no run ${id}`)) : ok(run)
    },
    async snapshot(digest) {
      const known = frozen.get(digest)
      if (known !== undefined) return known
      const text = await snapshots.get(digest)
      if (text === undefined) throw new Error(`The snapshot ${digest} is gone`)
      const data: unknown = JSON.parse(text)
      const snapshot = snapshotSchema.parse(data)
      remember(frozen, digest, snapshot)
      return snapshot
    },
  }
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key)
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > kept && oldest !== undefined) map.delete(oldest)
}
