import { fitsFilter, type AuditEntry } from '#domain/access/audit.ts'
import type { AuditLog } from '#server/ports/audit.ts'

/** An audit log in memory. */
export function createMemoryAudit(): AuditLog {
  const projects = new Map<string, AuditEntry[]>()
  return {
    async append(project, entry) {
      const entries = projects.get(project) ?? []
      const added = { ...entry, sequence: entries.length + 1 }
      projects.set(project, [...entries, added])
      return added
    },
    async search(project, filter, { before = Infinity, limit }) {
      return (projects.get(project) ?? [])
        .filter((entry) => entry.sequence < before && fitsFilter(entry, filter))
        .reverse()
        .slice(0, limit)
    },
  }
}
