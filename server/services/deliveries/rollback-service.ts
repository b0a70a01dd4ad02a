import type { Problem } from '#domain/problem.ts'
import type { Result } from '#domain/result.ts'
import type { RunEvent } from '#domain/run/events.ts'
import type { Run } from '#domain/run/state.ts'
import type { Ports } from '../../ports.ts'
import { beginRun, type NewRun, type RunServices } from '../runs/begin-run.ts'
import { freezeRollback, type RollbackRequest } from './freeze-rollback.ts'

/** Starts a roll back, as a run of the line that deployed the version. */
export async function rollBack(
  ports: Ports,
  services: RunServices,
  request: RollbackRequest & Pick<NewRun, 'note' | 'idempotencyKey' | 'person' | 'behind'>,
): Promise<Result<Run, Problem>> {
  const rollback = await freezeRollback(ports, services.reader, request)
  if (!rollback.ok) return rollback
  const { line, snapshot, stage } = rollback.value
  const { project, note, idempotencyKey, person, behind } = request
  // Ready from the start: with the same values and manifests it has the same digest.
  const { digest, parameters, manifests } = stage
  const ready = (at: string): readonly RunEvent[] => [
    { kind: 'stage-ready', at, attempt: 1, stage: stage.stage, digest, parameters, manifests },
  ]
  return beginRun(ports, services, { project, line, note, idempotencyKey, person, behind, snapshot, ready })
}
