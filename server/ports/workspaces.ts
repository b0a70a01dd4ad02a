/** A file of a run's shared workspace; `path` is relative to it, with slashes. */
export interface WorkspaceFile {
  readonly path: string
  readonly size: number
}

/** The shared workspaces of runs, once steps have written to them. Links in them are never followed. */
export interface WorkspaceStore {
  /** Files in order of their paths, at most so many; folders that are `skipped` are not looked into. */
  list(
    project: string,
    run: string,
    options: {
      readonly limit: number
      readonly skipped: (path: string) => boolean
      readonly wanted: (path: string) => boolean
    },
  ): Promise<readonly WorkspaceFile[]>
  /** Undefined for what is no file of the workspace. */
  open(
    project: string,
    run: string,
    path: string,
  ): Promise<{ readonly size: number; readonly bytes: ReadableStream<Uint8Array> } | undefined>
  /** Runs of a project that have a workspace. */
  runs(project: string): Promise<readonly string[]>
  /** What a workspace takes, in bytes. */
  size(project: string, run: string): Promise<number>
  /** Removes a workspace for good, and remembers when (ISO 8601). */
  remove(project: string, run: string, at: string): Promise<void>
  /** When the workspace of a run was removed; undefined while it has one, or never had. */
  removedAt(project: string, run: string): Promise<string | undefined>
}
