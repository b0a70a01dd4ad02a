import { z } from 'zod'
import { stepsOf } from '../../tekton/launch/step-template.ts'
import { tasksWithin } from '../../tekton/run/child-run.ts'
import type { StageSnapshot } from '../snapshot.ts'

/** The digest of an image's tag, or the reason why it is unknown. */
export const imageDigestSchema = z.object({
  image: z.string(),
  digest: z.string().optional(),
  reason: z.string().optional(),
})
export type ImageDigest = z.infer<typeof imageDigestSchema>

/** Images that steps and sidecars name by a tag, without duplicates: in the stage's Tasks, and in Tasks embedded in its Pipeline. */
export function taggedImages(stages: readonly Pick<StageSnapshot, 'pipeline' | 'tasks'>[]): readonly string[] {
  const specs = stages.flatMap(({ tasks, pipeline }) => [
    ...tasks.map(({ spec }) => spec),
    ...tasksWithin(pipeline.spec).flatMap(({ taskSpec }) => taskSpec ?? []),
  ])
  const containers = specs.flatMap((spec) => [...stepsOf(spec), ...(spec.sidecars ?? [])])
  const images = containers.flatMap(({ image }) => (image === undefined || image.includes('@sha256:') ? [] : [image]))
  return [...new Set(images)].sort()
}

/** Images that a registry can be asked about; names with references are only known during the run. */
export function askableImages(stages: readonly Pick<StageSnapshot, 'pipeline' | 'tasks'>[]): readonly string[] {
  return taggedImages(stages).filter((image) => !image.includes('$('))
}
