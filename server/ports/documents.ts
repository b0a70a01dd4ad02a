import type { ChangePart, Conflict, DocumentKind, DocumentVersion } from '#domain/documents.ts'
import type { Result } from '#domain/result.ts'

/** What a change set writes: the parts with who, when and why. A part of a document in Git carries the commit it became. */
export interface DocumentChange {
  readonly parts: readonly (ChangePart & { readonly commit?: string })[]
  readonly author: { readonly id: string; readonly name: string }
  readonly message: string
  /** ISO 8601. */
  readonly at: string
}

/** Versioned texts of a project. Digests are `sha256:<hex>` of the text; versions count from 1 and go on after a deletion. */
export interface DocumentStore {
  /** Newest version of every document of a kind that is not deleted, by id. */
  list(project: string, kind: DocumentKind): Promise<readonly DocumentVersion[]>
  /** The newest version, or a given one; undefined for an unknown, or (without a version) deleted document. */
  read(project: string, id: string, version?: number): Promise<DocumentVersion | undefined>
  /** All versions, newest first. */
  versions(project: string, id: string): Promise<readonly DocumentVersion[]>
  /**
   * Writes all parts or none. A part conflicts when its `base` is not the digest of what is there now (no base: nothing may be there).
   * Answers the new versions, without those of deleted documents; an unchanged text makes no version.
   */
  publish(project: string, change: DocumentChange): Promise<Result<readonly DocumentVersion[], readonly Conflict[]>>
}
