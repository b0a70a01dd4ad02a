import { existsSync, mkdirSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { artifactsFile } from '#domain/tekton/launch/artifacts.ts'
import type { Executor, Mount, PreparedTask, RunningStep, StepCommand, TaskFolders } from './executor.ts'
import { hostEnvironment, nodeFolder, searchPath } from './environment.ts'
import { resultNamesOf } from './mounts.ts'
import { anyStartedSince, descendants, killMarked, processesOf, residentBytes, signal } from './process-table.ts'
import { startProcess } from './start-process.ts'

const leftovers = existsSync('/proc/self/environ')
  ? 'A program that starts a session of its own and clears its environment can outlive its step.'
  : 'A program that starts a session of its own can outlive its step.'

/** Runs steps as plain host processes with the rights of the server. */
export function createProcessExecutor(): Executor {
  return {
    isolation: 'process',
    caution: `Steps have the rights of the server on this machine, and paths such as /workspace do not exist. ${leftovers}`,
    prepare: (launch, folders): PreparedTask => ({
      env: {
        ...hostEnvironment(),
        PATH: searchPath(nodeFolder(), () => true),
        HOME: folders.home,
        TMPDIR: folders.temporary,
      },
      paths: (container) => ({
        workspaces: folders.workspaces,
        results: new Map(launch.results.map(({ name }) => [name, join(folders.results, name)])),
        exitCodes: new Map(launch.steps.map(({ name }) => [name, join(folders.steps, `step-${name}`, 'exitCode')])),
        stepResults: new Map(
          resultNamesOf(launch, container).map((name) => [name, join(folders.stepResults, container.name ?? '', name)]),
        ),
        artifacts: join(folders.results, artifactsFile()),
        stepArtifacts: join(folders.results, artifactsFile(container.name)),
        credentials: folders.credentials ?? join(folders.root, 'credentials'),
      }),
      scriptPath: (file) => join(folders.scripts, file),
      directory: (workingDir, mounts) => hostDirectory(workingDir, mounts, folders),
      launch: startStep,
    }),
  }
}

/** Maps a `workingDir` below a mount point to the host folder that would be mounted there. */
function hostDirectory(workingDir: string | undefined, mounts: readonly Mount[], folders: TaskFolders): string {
  if (workingDir === undefined || workingDir === '') return folders.workspace
  if (!isAbsolute(workingDir)) return join(folders.workspace, workingDir)
  for (const { target, source } of [...mounts, { target: '/workspace', source: folders.workspace }]) {
    if (workingDir === target || workingDir.startsWith(`${target}/`))
      return join(source, workingDir.slice(target.length))
  }
  return workingDir
}

function startStep(command: StepCommand, output: { readonly stdout: number; readonly stderr: number }): RunningStep {
  // Node would report a missing folder as a missing program.
  if (!existsSync(command.directory)) mkdirSync(command.directory, { recursive: true })
  const { pid, exit } = startProcess(command.argv, { env: command.env, directory: command.directory, ...output })
  let hasExited = false
  const noted = exit.then((how) => {
    hasExited = true
    return how
  })
  return {
    pid,
    exit: noted,
    terminate: () => pid !== undefined && signal(-pid, 'SIGTERM'),
    kill() {
      // The common case on a quiet machine: no process has started since, so none can be left.
      if (pid === undefined || (hasExited && !anyStartedSince(pid))) return
      signal(-pid, 'SIGKILL')
      killMarked(command.marker, pid)
    },
    memory: () => (pid === undefined ? undefined : residentBytes([pid, ...descendants(pid)])),
    // By the marker: whatever starts itself again and again leaves children whose parents have ended.
    processes: () => (pid === undefined ? 0 : processesOf(command.marker, pid - 1).length),
  }
}
