import type { PipelineRun } from '../pipeline.ts'

/** Bytes that the results of one task may have together, as Tekton documents. */
export const defaultResultLimit = 4096

/** What a cluster that reads results by a sidecar can be set to at most: an object of Kubernetes holds no more. */
export const largestResultLimit = 1_500_000

/** Annotation of a PipelineRun that asks for another limit; a cluster is set to it as a whole (`max-result-size`). */
export const resultLimitAnnotation = 'linewright.dev/max-result-size'

/** Bytes that the results of one task of this run may have together. */
export function resultLimitOf({ metadata }: Pick<PipelineRun, 'metadata'>): number {
  const asked = Number(metadata.annotations?.[resultLimitAnnotation] ?? defaultResultLimit)
  return Number.isInteger(asked) && asked > 0 ? Math.min(asked, largestResultLimit) : defaultResultLimit
}
