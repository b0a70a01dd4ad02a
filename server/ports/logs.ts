import type { LogKey } from '#domain/tekton/launch/log-key.ts'

/** All logs of one TaskRun: what they take, in bytes, and when the last of them was written to, in milliseconds since 1970. */
export interface KeptLogs {
  readonly taskRun: string
  readonly bytes: number
  readonly writtenAt: number
}

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
  /** The logs of a namespace. */
  kept(namespace: string): Promise<readonly KeptLogs[]>
  /** Removes all logs of a TaskRun, if there are any: they are as if never written. */
  remove(namespace: string, taskRun: string): Promise<void>
}
