import type { Person } from '#domain/project.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { RunEvent } from '#domain/run/events.ts'
import type { Run } from '#domain/run/state.ts'
import type { Ports } from '../ports.ts'
import { freezeRollback, type RollbackRequest } from './freeze-rollback.ts'
import type { Orchestrator } from './orchestrator.ts'
import type { RunReader } from './run-reader.ts'

/** Starts a roll back as a run of the line that had deployed the version. */
export async function rollBack(
  ports: Ports,
  { reader, orchestrator }: { readonly reader: RunReader; readonly orchestrator: Orchestrator },
  request: RollbackRequest & { readonly note: string; readonly idempotencyKey: string; readonly person: Person },
): Promise<Result<Run, Problem>> {
  const rollback = await freezeRollback(reader, request)
  if (!rollback.ok) return rollback
  const { line, snapshot, stage } = rollback.value
  const { project, note, idempotencyKey, person } = request
  const digest = await ports.snapshots.put(JSON.stringify(snapshot))
  const by = { id: person.id, name: person.name }
  const at = new Date(ports.clock.now()).toISOString()
  const record = await ports.runs.create({
    id: ports.ids.next(),
    project,
    line,
    idempotencyKey,
    events: (number): RunEvent[] => [
      {
        kind: 'run-started',
        at,
        line,
        number,
        note,
        by,
        snapshot: digest,
        stages: [stage.stage],
        gates: (snapshot.line.spec.gates ?? []).map(({ name }) => name),
      },
      { kind: 'attempt-started', at, attempt: 1, by, carried: [], carriedGates: [] },
      // Ready as it was then: the same values and manifests, and therefore the same digest.
      {
        kind: 'stage-ready',
        at,
        attempt: 1,
        stage: stage.stage,
        digest: stage.digest,
        parameters: stage.parameters,
        manifests: stage.manifests,
      },
    ],
  })
  await orchestrator.adopt(record)
  const run = await reader.read(project, record.id)
  return run === undefined ? err(problem('internal', 'The run could not be read back')) : ok(run)
}
