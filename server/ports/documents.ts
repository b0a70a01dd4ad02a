import type { ChangePart, Conflict, DocumentKind, DocumentVersion } from '#domain/documents.ts'
import type { Result } from '#domain/result.ts'

/** The writes of a change set: the parts, with author, time and message. A part of a document in Git carries its commit. */
export interface DocumentChange {
  readonly parts: readonly (ChangePart & { readonly commit?: string })[]
  readonly author: { readonly id: string; readonly name: string }
  readonly message: string
  /** ISO 8601. */
  readonly at: string
}

/** Versioned texts of a project. Digests are `sha256:<hex>` of the text; versions count from 1 and continue after a deletion. */
export interface DocumentStore {
  /** The newest versions of all documents of a kind, by id, without deleted ones. */
  list(project: string, kind: DocumentKind): Promise<readonly DocumentVersion[]>
  /** The newest version, or a given one; undefined for an unknown document, or (without a version) a deleted one. */
  read(project: string, id: string, version?: number): Promise<DocumentVersion | undefined>
  /** All versions, newest first. */
  versions(project: string, id: string): Promise<readonly DocumentVersion[]>
  /**
   * Writes all parts or none. A part conflicts if its `base` is not the digest of the present text (no base: the document must not exist). Returns
   * the new versions, without those of deleted documents; an unchanged text makes no version.
   */
  publish(project: string, change: DocumentChange): Promise<Result<readonly DocumentVersion[], readonly Conflict[]>>
}
