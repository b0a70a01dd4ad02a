/** A file of a run's shared workspace; `path` is relative to the workspace, with slashes. */
export interface WorkspaceFile {
  readonly path: string
  readonly size: number
}

/** The shared workspaces of runs, from the first write of a step. Links in them are never followed. */
export interface WorkspaceStore {
  /** Files in order of their paths, at most `limit`; does not look into `skipped` folders. */
  list(
    project: string,
    run: string,
    options: {
      readonly limit: number
      readonly skipped: (path: string) => boolean
      readonly wanted: (path: string) => boolean
    },
  ): Promise<readonly WorkspaceFile[]>
  /** Undefined if there is no such file in the workspace. */
  open(
    project: string,
    run: string,
    path: string,
  ): Promise<{ readonly size: number; readonly bytes: ReadableStream<Uint8Array> } | undefined>
  /** Runs of a project that have a workspace. */
  runs(project: string): Promise<readonly string[]>
  /** The size of a workspace in bytes. */
  size(project: string, run: string): Promise<number>
  /** Removes a workspace for good, and records when (ISO 8601). */
  remove(project: string, run: string, at: string): Promise<void>
  /** When the workspace of a run was removed; undefined if it still exists or never did. */
  removedAt(project: string, run: string): Promise<string | undefined>
}
