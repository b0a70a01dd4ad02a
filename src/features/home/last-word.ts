import type { DeploymentStatus } from '#contract/deployments.ts'

/** One run that has to do with a Deployment, and what of it is worth a line on Home. */
export interface LastWord {
  readonly word: 'runFailed' | 'runRuns' | 'runBrought'
  readonly tone: 'red' | 'blue' | 'neutral'
  readonly run: string
  /** What people call the run. */
  readonly number: number | string
}

const active: readonly string[] = ['running', 'failing', 'cancelling']

/** A run on its way there, else the rollout that failed last, else the run that brought what runs. A run that ended before it came there is none of these. */
export function lastWordOf(status: DeploymentStatus | undefined): LastWord | undefined {
  const newest = status?.history[0]
  const failed = newest?.state === 'failed' ? newest.origin : undefined
  const last = status?.lastRun
  if (last !== undefined && last.id !== failed?.run && active.includes(last.state))
    return { word: 'runRuns', tone: 'blue', run: last.id, number: last.number }
  if (failed !== undefined)
    return { word: 'runFailed', tone: 'red', run: failed.run, number: failed.number ?? failed.run }
  const brought = status?.running?.origin
  if (brought === undefined) return undefined
  return { word: 'runBrought', tone: 'neutral', run: brought.run, number: brought.number ?? brought.run }
}
