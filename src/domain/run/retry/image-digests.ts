import { z } from 'zod'
import { stepsOf } from '../../tekton/launch/step-template.ts'
import { tasksWithin } from '../../tekton/run/child-run.ts'
import type { StageSnapshot } from '../snapshot.ts'

/** What the tag of an image stood for, or why that is not known. */
export const imageDigestSchema = z.object({
  image: z.string(),
  digest: z.string().optional(),
  reason: z.string().optional(),
})
export type ImageDigest = z.infer<typeof imageDigestSchema>

/** Images that steps and sidecars name by a tag, each once: those of Tasks that are referred to, and of those in the Pipeline itself. */
export function taggedImages(stages: readonly Pick<StageSnapshot, 'pipeline' | 'tasks'>[]): readonly string[] {
  const specs = stages.flatMap(({ tasks, pipeline }) => [
    ...tasks.map(({ spec }) => spec),
    ...tasksWithin(pipeline.spec).flatMap(({ taskSpec }) => taskSpec ?? []),
  ])
  const containers = specs.flatMap((spec) => [...stepsOf(spec), ...(spec.sidecars ?? [])])
  const images = containers.flatMap(({ image }) => (image === undefined || image.includes('@sha256:') ? [] : [image]))
  return [...new Set(images)].sort()
}

/** Images that a registry can be asked about: the names of others are known only while the run goes on. */
export function askableImages(stages: readonly Pick<StageSnapshot, 'pipeline' | 'tasks'>[]): readonly string[] {
  return taggedImages(stages).filter((image) => !image.includes('$('))
}
