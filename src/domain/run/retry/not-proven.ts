import { tasksWithin } from '../../tekton/run/child-run.ts'
import { stepsOf } from '../../tekton/launch/step-template.ts'
import type { StageSnapshot } from '../snapshot.ts'

/** What no digest of a run covers: images behind tags, of Tasks that are referred to and of those in the Pipeline itself, and what is outside of it. */
export function notProven(stages: readonly Pick<StageSnapshot, 'pipeline' | 'tasks'>[]): string[] {
  const specs = stages.flatMap(({ tasks, pipeline }) => [
    ...tasks.map(({ spec }) => spec),
    ...tasksWithin(pipeline.spec).flatMap(({ taskSpec }) => taskSpec ?? []),
  ])
  const containers = specs.flatMap((spec) => [...stepsOf(spec), ...(spec.sidecars ?? [])])
  const images = containers.flatMap(({ image }) => (image === undefined || image.includes('@sha256:') ? [] : [image]))
  const tags = [...new Set(images)].sort().map((image) => `The image ${image} is named by a tag`)
  return [...tags, 'Programs of the host that steps use', 'The shared workspace, which is as the last step left it']
}
