import { existsSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import type { Executor, PreparedTask, RunningStep, StepCommand, TaskFolders } from './executor.ts'
import { insidePaths, stepMounts } from './mounts.ts'
import { hostEnvironment, searchPath } from './environment.ts'
import { insideNode, systemMounts } from './bwrap-mounts.ts'
import { childrenOf, descendants, residentBytes, signal } from './process-table.ts'
import { startProcess } from './start-process.ts'

/** Runs steps in a bubblewrap sandbox: own process namespace, read-only system, private /tmp, and only their own folders of the data directory. */
export function createBwrapExecutor(bwrap: string, dataDirectory: string): Executor {
  const system = systemMounts(dataDirectory)
  const host = { ...hostEnvironment(), PATH: searchPath(insideNode, isSystemFolder), HOME: '/tekton/home' }
  return {
    isolation: 'bwrap',
    caution: "Steps share this machine's network and kernel; the sandbox is no boundary against hostile code.",
    prepare: (launch, folders): PreparedTask => ({
      env: host,
      paths: (container) => insidePaths(launch, container),
      scriptPath: (file) => `/tekton/scripts/${file}`,
      directory: insideDirectory,
      launch: (command, output) =>
        startStep(bwrap, [...system, ...mountArguments(command, folders), ...userOf(command)], command, output),
    }),
  }
}

function isSystemFolder(folder: string): boolean {
  return /^\/(usr|bin|sbin)(\/|$)/.test(folder) && existsSync(folder)
}

function insideDirectory(workingDir: string | undefined): string {
  if (workingDir === undefined || workingDir === '') return '/workspace'
  return isAbsolute(workingDir) ? workingDir : join('/workspace', workingDir)
}

function mountArguments(command: StepCommand, folders: TaskFolders): readonly string[] {
  return stepMounts(command, folders).flatMap(({ source, target, readOnly }) => [
    readOnly ? '--ro-bind' : '--bind',
    source,
    target,
  ])
}

/** The user that a step runs as. */
function userOf({ container }: StepCommand): readonly string[] {
  const { runAsUser: user, runAsGroup: group = user } = container.securityContext ?? {}
  return [
    ...(user === undefined ? [] : ['--unshare-user', '--uid', String(user)]),
    ...(group === undefined ? [] : ['--gid', String(group)]),
  ]
}

function startStep(
  bwrap: string,
  mounts: readonly string[],
  command: StepCommand,
  output: { readonly stdout: number; readonly stderr: number },
): RunningStep {
  const { mounts: own, directory: start } = command
  const known = start === '/workspace' || own.some(({ target }) => start === target || start.startsWith(`${target}/`))
  const directory = known ? [] : ['--dir', start]
  // Pass the environment by inheritance instead of --setenv, since everybody can read arguments.
  const argv = [bwrap, ...mounts, ...directory, '--chdir', command.directory, '--', ...command.argv]
  const { pid, exit } = startProcess(argv, { env: command.env, ...output })
  return {
    pid,
    exit,
    terminate() {
      if (pid === undefined) return
      const inside = processesInside(pid)
      for (const each of inside) signal(each, 'SIGTERM')
      // Still setting up, or this kernel lists no children.
      if (inside.length === 0) signal(pid, 'SIGKILL')
    },
    kill: () => pid !== undefined && signal(-pid, 'SIGKILL'),
    memory: () => (pid === undefined ? undefined : residentBytes(descendants(pid))),
    processes: () => (pid === undefined ? 0 : descendants(pid).length),
  }
}

/**
 * Finds the step's processes: descendants of the namespace's first process, the only child of bwrap's monitor. A signal to those two would end the
 * sandbox at once.
 */
function processesInside(monitor: number): readonly number[] {
  const first = childrenOf(monitor)
  return first.flatMap((pid) => descendants(pid))
}
