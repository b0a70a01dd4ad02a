/** A file of a run's shared workspace; `path` is relative to it, with slashes. */
export interface ArtifactFile {
  readonly path: string
  readonly size: number
}

/** The shared workspaces of runs, for reading. Links in them are never followed. */
export interface ArtifactStore {
  /** Files in order of their paths, at most so many; folders that are `skipped` are not looked into. */
  list(
    project: string,
    run: string,
    options: {
      readonly limit: number
      readonly skipped: (path: string) => boolean
      readonly wanted: (path: string) => boolean
    },
  ): Promise<readonly ArtifactFile[]>
  /** Undefined for what is no file of the workspace. */
  open(
    project: string,
    run: string,
    path: string,
  ): Promise<{ readonly size: number; readonly bytes: ReadableStream<Uint8Array> } | undefined>
}
