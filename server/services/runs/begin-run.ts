import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import type { Person } from '#domain/project.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { RunEvent } from '#domain/run/events.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run } from '#domain/run/state.ts'
import type { Ports } from '../../ports.ts'
import type { Orchestrator } from './orchestrator.ts'
import type { RunReader } from './run-reader.ts'

export interface RunServices {
  readonly reader: RunReader
  readonly orchestrator: Orchestrator
}

/** What a run begins with; `ready` are events of its first attempt that have happened before anything runs. */
export interface NewRun {
  readonly project: string
  readonly line: string
  readonly note: string
  readonly idempotencyKey: string
  readonly person: Person
  /** Who made the machine's token, where a machine asks. */
  readonly behind?: Run['behind'] | undefined
  readonly snapshot: Snapshot
  readonly trigger?: Run['trigger'] | undefined
  readonly ready?: (at: string) => readonly RunEvent[]
}

/** Keeps a snapshot, records the run of it and hands it to the orchestrator. The same key never begins two. */
export async function beginRun(
  ports: Pick<Ports, 'snapshots' | 'runs' | 'ids' | 'clock'>,
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
  const run = await reader.read(project, record.id)
  return run === undefined ? err(problem('internal', say`The run could not be read back`)) : ok(run)
}
