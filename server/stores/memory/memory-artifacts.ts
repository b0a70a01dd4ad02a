import type { ArtifactStore } from '#server/ports/artifacts.ts'

/** Workspaces in memory, by `<project>/<run>/<path>`. */
export interface MemoryArtifacts extends ArtifactStore {
  readonly files: Map<string, string>
}

export function createMemoryArtifacts(): MemoryArtifacts {
  const files = new Map<string, string>()
  return {
    files,
    async list(project, run, { limit, skipped, wanted }) {
      const prefix = `${project}/${run}/`
      return [...files]
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, text]) => ({ path: name.slice(prefix.length), size: new TextEncoder().encode(text).length }))
        .filter(({ path }) => wanted(path) && !skipped(path))
        .toSorted((a, b) => (a.path < b.path ? -1 : 1))
        .slice(0, limit)
    },
    async open(project, run, path) {
      const text = files.get(`${project}/${run}/${path}`)
      if (text === undefined) return undefined
      const blob = new Blob([text])
      return { size: blob.size, bytes: blob.stream() }
    },
  }
}
