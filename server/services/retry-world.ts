import { problem, type Problem } from '#domain/problem.ts'
import { retryConditions, type RetryCondition } from '#domain/run/retry-conditions.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run } from '#domain/run/state.ts'
import type { Ports } from '../ports.ts'
import { runningNow } from './running-now.ts'

/** What a retry of a run would meet now. */
export async function conditionsOf(
  { secrets, target }: Pick<Ports, 'secrets' | 'target'>,
  run: Run,
  snapshot: Snapshot,
): Promise<readonly RetryCondition[]> {
  const [known, running] = await Promise.all([secrets.list(run.project), runningNow(target, run.project)])
  return retryConditions(run, snapshot, { secrets: known, running })
}

/** Why a retry is refused although the run could be tried again: it would not be the same run. */
export function refusalOf(conditions: readonly RetryCondition[]): Problem | undefined {
  const names = conditions.flatMap(({ refuses, name }) => (refuses ? [name] : []))
  if (names.length === 0) return undefined
  return problem(
    'not-possible-now',
    `A retry would differ from the run: ${[...new Set(names)].join(', ')} was set again`,
    {
      fix: 'Start a new run, which freezes what is there now',
    },
  )
}
