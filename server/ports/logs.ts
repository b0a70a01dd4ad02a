import type { LogKey } from '#domain/tekton/log-key.ts'

/** Step logs as bytes in CRI line format. */
export interface LogStore {
  /** At most `limit` bytes from a byte offset; undefined where no log was written (yet). `size` is what is there now. */
  read(
    key: LogKey,
    from: number,
    limit: number,
  ): Promise<{ readonly bytes: Uint8Array; readonly size: number } | undefined>
  /** Resolves when the log may have grown beyond `size`, or when the signal aborts; never rejects. */
  grown(key: LogKey, size: number, signal: AbortSignal): Promise<void>
}
