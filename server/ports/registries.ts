import type { ImageDigest } from '#domain/run/retry/image-digests.ts'

/** Registries of container images. */
export interface Registries {
  /** What the tags of images stand for now, in a few seconds at most; why not, where it cannot be said. Nothing for an installation that asks nobody. */
  digestsOf(images: readonly string[]): Promise<readonly ImageDigest[]>
}
