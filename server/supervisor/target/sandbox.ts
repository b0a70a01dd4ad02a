import { spawn, type ChildProcess } from 'node:child_process'
import { constants } from 'node:os'
import { isAbsolute, join } from 'node:path'
import type { Readable } from 'node:stream'
import { insideNode, systemMounts } from '../executors/bwrap-mounts.ts'
import { hostEnvironment, nodeFolder, searchPath } from '../executors/environment.ts'
import { childrenOf, descendants, residentBytes, signal } from '../executors/process-table.ts'

/** A started program of a deployed application. */
export interface Program {
  readonly pid: number | undefined
  readonly stdout: Readable
  readonly stderr: Readable
  /** Settles with the exit code (128 + n for signal n), or with why it never began. */
  readonly exit: Promise<{ readonly code: number } | { readonly reason: string }>
  terminate(): void
  kill(): void
  /** Memory of all its processes in bytes; undefined if the system does not tell. */
  memory(): number | undefined
}

export interface ProgramCommand {
  readonly image: string
  readonly argv: readonly string[]
  /** Relative to the image, or absolute inside a sandbox. */
  readonly workingDir: string
  readonly env: Readonly<Record<string, string>>
}

/** How deployed applications are kept apart from the host. */
export interface Sandbox {
  readonly isolation: 'bwrap' | 'process'
  /** Text for people in the events of a rollout. */
  readonly sentence: string
  start(command: ProgramCommand): Program
}

/** Runs programs in a sandbox with its own processes, a read-only system and image, and a private /tmp; the data directory stays outside. */
export function createBwrapSandbox(dataDir: string, marker: string): Sandbox {
  const mounts = systemMounts(dataDir)
  const base = {
    ...hostEnvironment(),
    PATH: searchPath(insideNode, (folder) => /^\/(usr|bin|sbin)(\/|$)/.test(folder)),
    HOME: '/tmp',
  }
  return {
    isolation: 'bwrap',
    sentence: "Isolation bwrap: read-only image, private /tmp, no access to other data, this machine's network",
    start: ({ image, argv, workingDir, env }) => {
      const directory = isAbsolute(workingDir) ? workingDir : join('/app', workingDir)
      const args = [...mounts, '--ro-bind', image, '/app', '--chdir', directory, '--', ...argv]
      const child = spawnProgram('bwrap', args, { ...base, ...env, LINEWRIGHT_STEP: marker }, '/')
      return programOf(child, (pid) => {
        // Signals skip bwrap's monitor and the namespace's first process, which would die at once; their descendants are the application.
        const inside = childrenOf(pid).flatMap(descendants)
        for (const each of inside) signal(each, 'SIGTERM')
        if (inside.length === 0) signal(pid, 'SIGKILL')
      })
    },
  }
}

/** Runs programs as plain processes with the rights of the supervisor. */
export function createProcessSandbox(marker: string): Sandbox {
  const base = { ...hostEnvironment(), PATH: searchPath(nodeFolder(), () => true), HOME: '/tmp' }
  return {
    isolation: 'process',
    sentence: 'Isolation process: the application has the rights of this server; install bubblewrap to confine it',
    start: ({ image, argv, workingDir, env }) => {
      const directory = isAbsolute(workingDir) ? workingDir : join(image, workingDir)
      const child = spawnProgram(argv[0] ?? '', argv.slice(1), { ...base, ...env, LINEWRIGHT_STEP: marker }, directory)
      return programOf(child, (pid) => signal(-pid, 'SIGTERM'))
    },
  }
}

function spawnProgram(program: string, args: readonly string[], env: Readonly<Record<string, string>>, cwd: string) {
  return spawn(program, [...args], { env: { ...env }, cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
}

function programOf(
  child: ChildProcess & { stdout: Readable; stderr: Readable },
  terminate: (pid: number) => void,
): Program {
  const exit = new Promise<{ code: number } | { reason: string }>((resolve) => {
    child.on('error', (error) => resolve({ reason: error.message }))
    child.on('exit', (code, name) => resolve({ code: code ?? 128 + (name === null ? 0 : constants.signals[name]) }))
  })
  const { pid } = child
  return {
    pid,
    stdout: child.stdout,
    stderr: child.stderr,
    exit,
    terminate: () => pid !== undefined && terminate(pid),
    kill() {
      if (pid === undefined) return
      for (const each of descendants(pid)) signal(each, 'SIGKILL')
      signal(-pid, 'SIGKILL')
    },
    memory: () => (pid === undefined ? undefined : residentBytes([pid, ...descendants(pid)])),
  }
}
