import { parseDocumentId, type Conflict, type DocumentVersion } from '#domain/documents.ts'
import { sha256 } from '#domain/manifests/sha256.ts'
import { err, ok } from '#domain/result.ts'
import type { DocumentStore } from '#server/ports/documents.ts'

interface Kept {
  readonly versions: DocumentVersion[]
  deleted: boolean
}

/** Documents in memory, under the rules of the contract suite. */
export function createMemoryDocuments(): DocumentStore {
  const projects = new Map<string, Map<string, Kept>>()
  const of = (project: string): Map<string, Kept> => {
    const found = projects.get(project) ?? new Map<string, Kept>()
    projects.set(project, found)
    return found
  }
  const current = (project: string, id: string): DocumentVersion | undefined => {
    const kept = of(project).get(id)
    return kept === undefined || kept.deleted ? undefined : kept.versions.at(-1)
  }
  return {
    async list(project, kind) {
      const ids = [...of(project).keys()].filter((id) => parseDocumentId(id)?.kind === kind).sort()
      return ids.flatMap((id) => current(project, id) ?? [])
    },
    async read(project, id, version) {
      return version === undefined
        ? current(project, id)
        : of(project)
            .get(id)
            ?.versions.find((one) => one.version === version)
    },
    async versions(project, id) {
      return [...(of(project).get(id)?.versions ?? [])].reverse()
    },
    async publish(project, { parts, author, message, at }) {
      const conflicts = parts.flatMap(({ id, base, text }): Conflict[] => {
        const now = current(project, id)
        if (now?.digest === base) return []
        return [{ id, ...(now === undefined ? {} : { current: now }), ...(text === undefined ? {} : { mine: text }) }]
      })
      if (conflicts.length > 0) return err(conflicts)
      const written: DocumentVersion[] = []
      for (const { id, text, commit } of parts) {
        const kept = of(project).get(id) ?? { versions: [], deleted: false }
        of(project).set(id, kept)
        if (text === undefined) {
          kept.deleted = true
          continue
        }
        const digest = `sha256:${sha256(text)}`
        if (!kept.deleted && kept.versions.at(-1)?.digest === digest) continue
        const version = {
          id,
          version: kept.versions.length + 1,
          digest,
          text,
          author,
          message,
          at,
          ...(commit === undefined ? {} : { commit }),
        }
        kept.versions.push(version)
        kept.deleted = false
        written.push(version)
      }
      return ok(written)
    },
  }
}
