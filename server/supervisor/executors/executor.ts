import type { Container } from '#domain/tekton/container.ts'
import type { TaskPaths } from '#domain/tekton/values/lookups.ts'
import type { Isolation, TaskLaunch } from '#domain/tekton/launch/task-launch.ts'

/** How a step ended: an exit code (128 + n for signal n), or the reason why it never began. */
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
  /** Value of `LINEWRIGHT_STEP`: by it the step's processes are found again. */
  readonly marker: string
  /** Empty, or arguments only, where an image's own command is to run. */
  readonly argv: readonly string[]
  readonly ownCommand: boolean
  readonly env: Readonly<Record<string, string>>
  /** Variables whose values are secret: they must not be seen in a list of processes. */
  readonly secretNames: ReadonlySet<string>
  /** As the step sees it. */
  readonly directory: string
  /** Workspaces and volumes. */
  readonly mounts: readonly Mount[]
  readonly container: Container
  /** Files of the host that take what it prints, beside its log. */
  readonly outputs: { readonly stdout?: string; readonly stderr?: string }
}

/** A started step; the executor no longer holds the descriptors that it was given. */
export interface RunningStep {
  readonly pid: number | undefined
  /** Settles when the first process has ended. */
  readonly exit: Promise<StepExit>
  /** Asks the processes to end. */
  terminate(): void
  /** Kills every process of the step that can be found; also after its exit, for those left behind. */
  kill(): void
  /** Memory of all its processes in bytes; undefined where the system does not tell. */
  memory(): number | undefined
}

/** Folders of one TaskRun on the host. */
export interface TaskFolders {
  readonly root: string
  readonly results: string
  readonly scripts: string
  readonly steps: string
  /** A folder per step for what it writes for later ones. */
  readonly stepResults: string
  readonly home: string
  readonly workspace: string
  readonly temporary: string
  /** Files of the service account, where there are some. */
  readonly credentials?: string | undefined
  /** Files of Secrets and ConfigMaps, in memory where the system has such a place. */
  readonly memory: string
  /** Host folder of each workspace, by name. */
  readonly workspaces: ReadonlyMap<string, string>
  /** Host folder of each volume, by name. */
  readonly volumes: ReadonlyMap<string, string>
}

/** One TaskRun inside an isolation: where things are for its steps, and how to start them. */
export interface PreparedTask {
  /** Environment that the isolation itself brings: PATH, HOME, certificates. */
  readonly env: Readonly<Record<string, string>>
  /** Where a step or sidecar finds things. */
  paths(container: Container): TaskPaths
  scriptPath(file: string): string
  /** The folder that a step starts in, from its `workingDir` or the default. */
  directory(workingDir: string | undefined, mounts: readonly Mount[]): string
  /** Fetches what the steps need (images) before the first one starts; resolves to a sentence on failure. */
  bring?(): Promise<string | undefined>
  launch(command: StepCommand, output: { readonly stdout: number; readonly stderr: number }): RunningStep
  /** Runs a command inside a step or sidecar that runs, and answers whether it succeeds; without it the command gets a sandbox of its own. */
  inside?(marker: string, argv: readonly string[], ms: number): Promise<boolean>
}

/** A way to keep steps apart from the host. */
export interface Executor {
  readonly isolation: Isolation
  /** Limits of the isolation, as one English sentence. */
  readonly caution: string
  prepare(launch: TaskLaunch, folders: TaskFolders): PreparedTask
  /** Ends what a dead supervisor left of a step outside this machine's processes, which are found without it. */
  endLeftover?(marker: string): void
}
