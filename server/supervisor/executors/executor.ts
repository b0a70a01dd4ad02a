import type { Container } from '#domain/tekton/container.ts'
import type { TaskPaths } from '#domain/tekton/values/lookups.ts'
import type { Isolation, TaskLaunch } from '#domain/tekton/launch/task-launch.ts'

/** How a step ended: an exit code (128 + n for signal n), or why it never began. */
export type StepExit =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'not-started'; readonly reason: string }

/** A folder or file of the host that a step sees at another path. */
export interface Mount {
  readonly source: string
  readonly target: string
  readonly readOnly: boolean
}

export interface StepCommand {
  /** Value of `LINEWRIGHT_STEP`, which identifies the step's processes. */
  readonly marker: string
  /** Empty, or only arguments, to run the image's own command. */
  readonly argv: readonly string[]
  readonly ownCommand: boolean
  readonly env: Readonly<Record<string, string>>
  /** Names of variables with secret values, which must not appear in a process list. */
  readonly secretNames: ReadonlySet<string>
  /** The path as the step sees it. */
  readonly directory: string
  /** Workspaces and volumes. */
  readonly mounts: readonly Mount[]
  readonly container: Container
  /** Host files that receive its output in addition to the log. */
  readonly outputs: { readonly stdout?: string; readonly stderr?: string }
}

/** A started step. The executor has closed its copies of the descriptors. */
export interface RunningStep {
  readonly pid: number | undefined
  /** Settles when the first process has ended. */
  readonly exit: Promise<StepExit>
  /** Asks the processes to end. */
  terminate(): void
  /** Kills every process of the step that it can find, even after the exit, for those left behind. */
  kill(): void
  /** Memory of all its processes in bytes; undefined if the system does not tell. */
  memory(): number | undefined
  /** How many processes it has; 0 if the system does not tell, or limits them itself. */
  processes(): number
}

/** Host folders of one TaskRun. */
export interface TaskFolders {
  readonly root: string
  readonly results: string
  readonly scripts: string
  readonly steps: string
  /** One folder per step for the results that it passes to later steps. */
  readonly stepResults: string
  readonly home: string
  readonly workspace: string
  readonly temporary: string
  /** Files of the service account, if any. */
  readonly credentials?: string | undefined
  /** Files of Secrets and ConfigMaps, in memory if the system supports it. */
  readonly memory: string
  /** Host folder of each workspace, by name. */
  readonly workspaces: ReadonlyMap<string, string>
  /** Host folder of each volume, by name. */
  readonly volumes: ReadonlyMap<string, string>
}

/** One TaskRun prepared by an executor: the paths that its steps see, and how to start them. */
export interface PreparedTask {
  /** Environment that the isolation adds: PATH, HOME, certificates. */
  readonly env: Readonly<Record<string, string>>
  /** Paths as a step or sidecar sees them. */
  paths(container: Container): TaskPaths
  scriptPath(file: string): string
  /** The folder that a step starts in: its `workingDir` or the default. */
  directory(workingDir: string | undefined, mounts: readonly Mount[]): string
  /** Fetches what the steps need (images) before the first one starts; resolves to a sentence on failure. */
  bring?(): Promise<string | undefined>
  launch(command: StepCommand, output: { readonly stdout: number; readonly stderr: number }): RunningStep
  /** Runs a command inside a running step or sidecar and returns whether it succeeded. If missing, the command gets its own sandbox. */
  inside?(marker: string, argv: readonly string[], ms: number): Promise<boolean>
}

/** A way to keep steps apart from the host. */
export interface Executor {
  readonly isolation: Isolation
  /** Limits of the isolation, as one English sentence. */
  readonly caution: string
  prepare(launch: TaskLaunch, folders: TaskFolders): PreparedTask
  /** Ends what a dead supervisor left of a step beyond this machine's processes, such as a container; processes are found anyway. */
  endLeftover?(marker: string): void
}
