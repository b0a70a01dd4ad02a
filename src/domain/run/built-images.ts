import type { StageSnapshot } from './snapshot.ts'
import type { Run } from './state.ts'

/** An image that a stage of a run returned as a result. */
export interface BuiltImage {
  readonly digest: string
  readonly at: string
  readonly line: string
  readonly number: number
}

const digest = /^sha256:[0-9a-f]{64}$/

/** Images that the stages of an application built in a run, delivered or not. */
export function builtImages(
  { line, number, stages }: Pick<Run, 'line' | 'number' | 'stages'>,
  snapshot: { readonly stages: readonly Pick<StageSnapshot, 'stage' | 'deployment'>[] },
  application: string,
): readonly BuiltImage[] {
  return snapshot.stages.flatMap(({ stage, deployment }) => {
    const { endedAt: at, results = [] } = stages[stage] ?? {}
    if (deployment.app !== application || at === undefined) return []
    return results.flatMap(({ name, value }) =>
      /digest/i.test(name) && typeof value === 'string' && digest.test(value)
        ? [{ digest: value, at, line, number }]
        : [],
    )
  })
}
