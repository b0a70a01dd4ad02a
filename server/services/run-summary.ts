import type { RunSummary } from '#contract/run-lists.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run } from '#domain/run/state.ts'

/** A run as lists show it. `reached` holds the environments of succeeded stages in the order of the line. */
export function summaryOf(run: Run, snapshot: Snapshot): RunSummary {
  const stages = snapshot.stages.map(({ stage, deployment }) => {
    const { state = 'pending', startedAt, endedAt } = run.stages[stage] ?? {}
    const milliseconds =
      startedAt === undefined || endedAt === undefined ? undefined : Date.parse(endedAt) - Date.parse(startedAt)
    return {
      stage,
      state,
      environment: deployment.environment,
      ...(milliseconds === undefined ? {} : { milliseconds }),
    }
  })
  const reached = [
    ...new Set(stages.filter(({ state }) => state === 'succeeded').map(({ environment }) => environment)),
  ]
  const { id, line, number, state, note, by, attempt, startedAt, endedAt, results } = run
  return {
    id,
    line,
    number,
    state,
    note,
    by,
    attempt,
    startedAt,
    ...(endedAt === undefined ? {} : { endedAt }),
    reached,
    stages,
    results,
    ...(Object.values(run.gates).some(({ bypass }) => bypass !== undefined) ? { emergency: true } : {}),
  }
}
