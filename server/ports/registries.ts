import type { ImageDigest } from '#domain/run/retry/image-digests.ts'

/** Registries of container images. */
export interface Registries {
  /**
   * Looks up the present digests of image tags, or why one is unknown, within a few seconds. Returns nothing if the installation asks no registry.
   */
  digestsOf(images: readonly string[]): Promise<readonly ImageDigest[]>
}
