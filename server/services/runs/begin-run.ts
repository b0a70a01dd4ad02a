import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import type { Person } from '#domain/project.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { RunEvent } from '#domain/run/events.ts'
import { askableImages } from '#domain/run/retry/image-digests.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run } from '#domain/run/state.ts'
import type { Ports } from '../../ports.ts'
import type { RunRecord } from '../../ports/runs.ts'
import type { Orchestrator } from './orchestrator.ts'
import type { RunReader } from './run-reader.ts'

export interface RunServices {
  readonly reader: RunReader
  readonly orchestrator: Orchestrator
}

/** What a run starts with. `ready` are events of its first attempt that are known before anything runs (a rollback's `stage-ready`). */
export interface NewRun {
  readonly project: string
  readonly line: string
  readonly note: string
  readonly idempotencyKey: string
  readonly person: Person
  /** Who created the machine token, if a machine asks. */
  readonly behind?: Run['behind'] | undefined
  readonly snapshot: Snapshot
  readonly trigger?: Run['trigger'] | undefined
  readonly ready?: (at: string) => readonly RunEvent[]
}

type BeginPorts = Pick<Ports, 'snapshots' | 'runs' | 'ids' | 'clock' | 'registries'>

/** Stores the snapshot and the run, and hands the run to the orchestrator. The same key never starts two runs. */
export async function beginRun(
  ports: BeginPorts,
  { reader, orchestrator }: RunServices,
  { project, line, note, idempotencyKey, person, behind, snapshot, trigger, ready }: NewRun,
): Promise<Result<Run, Problem>> {
  const digest = await ports.snapshots.put(JSON.stringify(snapshot))
  const by = { id: person.id, name: person.name }
  const at = new Date(ports.clock.now()).toISOString()
  const stages = snapshot.stages.map(({ stage }) => stage)
  const gates = (snapshot.line.spec.gates ?? []).map(({ name }) => name)
  const record = await ports.runs.create({
    id: ports.ids.next(),
    project,
    line,
    idempotencyKey,
    events: (number): RunEvent[] => [
      {
        ...{ kind: 'run-started', at, line, number, note, by, snapshot: digest, stages, gates },
        ...(behind === undefined ? {} : { behind }),
        ...(trigger === undefined ? {} : { trigger }),
      },
      { kind: 'attempt-started', at, attempt: 1, by, carried: [], carriedGates: [] },
      ...(ready?.(at) ?? []),
    ],
  })
  await orchestrator.adopt(record)
  void noteImages(ports, orchestrator, record, snapshot)
  const run = await reader.read(project, record.id)
  return run === undefined ? err(problem('internal', say`The run could not be read back`)) : ok(run)
}

/** Notes the digests of the run's image tags, for its retries. The run does not wait for it. */
async function noteImages(
  { registries, clock }: BeginPorts,
  orchestrator: Orchestrator,
  record: RunRecord,
  snapshot: Snapshot,
): Promise<void> {
  try {
    const images = await registries.digestsOf(askableImages(snapshot.stages))
    if (images.length === 0) return
    const at = new Date(clock.now()).toISOString()
    // Noted once per run, in its first attempt: later digests are not those it started with.
    await orchestrator.tell(record, async ({ attempt, images: known }) =>
      ok(known === undefined && attempt === 1 ? [{ kind: 'images-found', at, attempt, images: [...images] }] : []),
    )
  } catch {
    // If the server stops meanwhile, a retry says that the digests are not known.
  }
}
