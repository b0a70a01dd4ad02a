import type { DeploymentStatus } from '#contract/deployments.ts'

/** The run that Home mentions for a Deployment, and in which role. */
export interface LastWord {
  readonly word: 'runFailed' | 'runRuns' | 'runBrought'
  readonly tone: 'red' | 'blue' | 'neutral'
  readonly run: string
  /** The run's number, or its id. */
  readonly number: number | string
}

const active: readonly string[] = ['running', 'failing', 'cancelling']

/**
 * A run under way to the deployment, else the last failed rollout, else the run that brought what runs. A run that
 * ended before it got there is none of these.
 */
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
