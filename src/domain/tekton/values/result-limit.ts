import type { PipelineRun } from '../pipeline.ts'

/** Tekton's documented limit for all results of a task together, in bytes. */
export const defaultResultLimit = 4096

/** The most that a cluster can allow if it reads results with a sidecar: a Kubernetes object cannot be larger. */
export const largestResultLimit = 1_500_000

/** Annotation of a PipelineRun that requests another limit; on a cluster, it is set for the whole cluster (`max-result-size`). */
export const resultLimitAnnotation = 'linewright.dev/max-result-size'

/** Limit for all results of a task of this run together, in bytes. */
export function resultLimitOf({ metadata }: Pick<PipelineRun, 'metadata'>): number {
  const asked = Number(metadata.annotations?.[resultLimitAnnotation] ?? defaultResultLimit)
  return Number.isInteger(asked) && asked > 0 ? Math.min(asked, largestResultLimit) : defaultResultLimit
}
