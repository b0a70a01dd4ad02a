import { ok } from '#domain/result.ts'
import type { ImageStore } from '#server/ports/target.ts'

/** Images in memory, as entries of a map. */
export interface MemoryImages extends ImageStore {
  readonly stored: Map<string, { readonly bytes: number; readonly storedAt: number }>
}

export function createMemoryImages(): MemoryImages {
  const stored: MemoryImages['stored'] = new Map()
  return {
    stored,
    put: async () => ok({ digest: 'sha256:0', bytes: 0 }),
    has: async (digest) => stored.has(digest),
    kept: async () => Array.from(stored, ([digest, image]) => ({ digest, ...image })),
    remove: async (digest) => void stored.delete(digest),
  }
}
