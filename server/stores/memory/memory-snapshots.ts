import { sha256 } from '#domain/manifests/sha256.ts'
import type { SnapshotStore } from '#server/ports/snapshots.ts'

/** Snapshots in memory. */
export function createMemorySnapshots(): SnapshotStore {
  const texts = new Map<string, string>()
  return {
    async put(text) {
      const digest = `sha256:${sha256(text)}`
      texts.set(digest, text)
      return digest
    },
    get: async (digest) => texts.get(digest),
  }
}
