/** What earlier runs of a line contribute: how long their successful stages took, in milliseconds. */
export interface PastRun {
  readonly state: string
  readonly milliseconds?: number | undefined
  readonly stages: readonly {
    readonly stage: string
    readonly state: string
    readonly milliseconds?: number | undefined
  }[]
}

/** How long things usually take: medians of earlier successes, so that one odd run does not move them. */
export interface UsualTimes {
  readonly run: number | undefined
  readonly stages: Readonly<Record<string, number>>
}

/** The usual durations of a line's stages, and of the whole line, from its earlier runs. */
export function usualTimes(runs: readonly PastRun[]): UsualTimes {
  const stages = Map.groupBy(
    runs.flatMap((run) => run.stages),
    ({ stage }) => stage,
  )
  const usual = [...stages].flatMap(([stage, all]) => {
    const time = median(all.flatMap(timeOf))
    return time === undefined ? [] : [[stage, time] as const]
  })
  return { run: median(runs.flatMap(timeOf)), stages: Object.fromEntries(usual) }
}

function timeOf({ state, milliseconds }: Pick<PastRun, 'state' | 'milliseconds'>): number[] {
  return state === 'succeeded' && milliseconds !== undefined ? [milliseconds] : []
}

/** The middle value; undefined if there are none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle]
  if (upper === undefined || sorted.length % 2 === 1) return upper
  return ((sorted[middle - 1] ?? upper) + upper) / 2
}
