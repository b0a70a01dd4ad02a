import type { TaskPaths } from '#domain/tekton/lookups.ts'
import type { Isolation, TaskLaunch } from '#domain/tekton/task-launch.ts'

/** How a step ended: an exit code (128 + n for signal n), or the reason why it never began. */
export type StepExit =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'not-started'; readonly reason: string }

export interface StepCommand {
  /** Value of `LINEWRIGHT_STEP`: by it the step's processes are found again. */
  readonly marker: string
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** As the step sees it. */
  readonly directory: string
}

/** A started step; the executor has let go of the descriptors that it was given. */
export interface RunningStep {
  readonly pid: number | undefined
  /** Settles when the first process has ended. */
  readonly exit: Promise<StepExit>
  /** Asks the processes to end. */
  terminate(): void
  /** Ends every process of the step that can be reached; also after the exit, for those that were left behind. */
  kill(): void
}

/** Folders of one TaskRun on the host. */
export interface TaskFolders {
  readonly root: string
  readonly results: string
  readonly scripts: string
  readonly steps: string
  readonly home: string
  readonly workspace: string
  readonly temporary: string
  /** Host folder of each workspace, by name. */
  readonly workspaces: ReadonlyMap<string, string>
}

/** One TaskRun inside an isolation: where things are for its steps, and how to start them. */
export interface PreparedTask {
  readonly paths: TaskPaths
  /** Environment that the isolation itself brings: PATH, HOME, certificates. */
  readonly env: Readonly<Record<string, string>>
  scriptPath(file: string): string
  /** The folder that a step starts in, from its `workingDir` or the default. */
  directory(workingDir: string | undefined): string
  launch(command: StepCommand, output: { readonly stdout: number; readonly stderr: number }): RunningStep
}

/** A way to keep steps apart from the host. */
export interface Executor {
  readonly isolation: Isolation
  /** What it does not promise, as one English sentence. */
  readonly caution: string
  prepare(launch: TaskLaunch, folders: TaskFolders): PreparedTask
}
