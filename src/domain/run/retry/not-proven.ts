import type { StageSnapshot } from '../snapshot.ts'
import { taggedImages } from './image-digests.ts'

/** What no digest of a run covers: images behind tags, and things outside the run. */
export function notProven(stages: readonly Pick<StageSnapshot, 'pipeline' | 'tasks'>[]): string[] {
  const tags = taggedImages(stages).map((image) => `The image ${image} is named by a tag`)
  return [...tags, 'Programs of the host that steps use', 'The shared workspace, which is as the last step left it']
}
