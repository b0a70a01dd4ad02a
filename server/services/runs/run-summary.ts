import type { RunSummary } from '#contract/run-lists.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import { stageDuration, timeSpent } from '#domain/run/times/times.ts'
import type { Run } from '#domain/run/state.ts'
import { deliversTo } from '#domain/run/turns/turns.ts'

/**
 * A run as lists show it at a time (milliseconds since 1970). `reached` has the environments that succeeded stages have
 * delivered to, in the line's order; building for one does not count.
 */
export function summaryOf(run: Run, snapshot: Snapshot, now: number): RunSummary {
  const stages = snapshot.stages.map(({ stage, deployment }) => {
    const milliseconds = stageDuration(run.stages[stage])
    return {
      stage,
      state: run.stages[stage]?.state ?? 'pending',
      environment: deployment.environment,
      ...(milliseconds === undefined ? {} : { milliseconds }),
    }
  })
  const reached = [
    ...new Set(stages.flatMap(({ stage, state }) => (state === 'succeeded' ? deliversTo(snapshot, stage) : []))),
  ]
  const environments = [
    ...new Set(
      stages.filter(({ stage }) => run.stages[stage]?.startedAt !== undefined).map(({ environment }) => environment),
    ),
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
    environments,
    worked: Math.round(timeSpent(run, now).working),
    workedAt: new Date(now).toISOString(),
    isWorking: endedAt === undefined && stages.some((stage) => stage.state === 'running'),
    ...(snapshot.rollback === undefined ? {} : { rollback: snapshot.rollback }),
    stages,
    commits: commitsOf(snapshot),
    results,
    ...(Object.values(run.gates).some(({ bypass }) => bypass !== undefined) ? { emergency: true } : {}),
  }
}

/** Each pinned commit once. */
function commitsOf({ stages }: Snapshot): NonNullable<RunSummary['commits']> {
  const all = stages.flatMap(({ commits }) =>
    commits.map(({ commit, revision, subject, at }) => ({ commit, revision, subject, at })),
  )
  return [...new Map(all.map((one) => [one.commit, one])).values()]
}
