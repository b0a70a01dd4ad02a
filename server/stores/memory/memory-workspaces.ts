import type { WorkspaceStore } from '#server/ports/workspaces.ts'

/** Workspaces in memory, by `<project>/<run>/<path>`. */
export interface MemoryWorkspaces extends WorkspaceStore {
  readonly files: Map<string, string>
}

export function createMemoryWorkspaces(): MemoryWorkspaces {
  const files = new Map<string, string>()
  const removed = new Map<string, string>()
  const below = (project: string, run: string) => [...files].filter(([name]) => name.startsWith(`${project}/${run}/`))
  return {
    files,
    async list(project, run, { limit, skipped, wanted }) {
      const prefix = `${project}/${run}/`
      return below(project, run)
        .map(([name, text]) => ({ path: name.slice(prefix.length), size: new Blob([text]).size }))
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
    runs: async (project) => [
      ...new Set(
        [...files.keys()].flatMap((name) => (name.startsWith(`${project}/`) ? (name.split('/')[1] ?? []) : [])),
      ),
    ],
    size: async (project, run) => below(project, run).reduce((bytes, [, text]) => bytes + new Blob([text]).size, 0),
    async remove(project, run, at) {
      for (const [name] of below(project, run)) files.delete(name)
      removed.set(`${project}/${run}`, at)
    },
    removedAt: async (project, run) => (below(project, run).length > 0 ? undefined : removed.get(`${project}/${run}`)),
  }
}
