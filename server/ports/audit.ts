import type { AuditEntry, AuditFilter } from '#domain/access/audit.ts'

/** Who attempted what, with which outcome, by project. Entries are added and read, never changed or removed. */
export interface AuditLog {
  append(project: string, entry: Omit<AuditEntry, 'sequence'>): Promise<AuditEntry>
  /** Newest first, only those with a sequence below `before`. */
  search(
    project: string,
    filter: AuditFilter,
    page: { readonly before?: number | undefined; readonly limit: number },
  ): Promise<readonly AuditEntry[]>
}
