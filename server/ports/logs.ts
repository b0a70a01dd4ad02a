import type { LogKey } from '#domain/tekton/launch/log-key.ts'

/** All logs of one TaskRun: their size in bytes, and their last write in milliseconds since 1970. */
export interface KeptLogs {
  readonly taskRun: string
  readonly bytes: number
  readonly writtenAt: number
}

/** Step logs as bytes in CRI line format. */
export interface LogStore {
  /** At most `limit` bytes from a byte offset; undefined if no log has been written (yet). `size` is the present size. */
  read(
    key: LogKey,
    from: number,
    limit: number,
  ): Promise<{ readonly bytes: Uint8Array; readonly size: number } | undefined>
  /** Resolves when the log may have grown beyond `size`, or when the signal aborts; never rejects. */
  grown(key: LogKey, size: number, signal: AbortSignal): Promise<void>
  /** The logs of a namespace. */
  kept(namespace: string): Promise<readonly KeptLogs[]>
  /** Removes all logs of a TaskRun, if any, as if they had never been written. */
  remove(namespace: string, taskRun: string): Promise<void>
}
