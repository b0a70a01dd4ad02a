/** Texts addressed by content: written once under `sha256:<hex>` of the text, never changed. */
export interface SnapshotStore {
  /** Keeps the text and returns its digest. */
  put(text: string): Promise<string>
  get(digest: string): Promise<string | undefined>
}
