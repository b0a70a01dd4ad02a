import { execFile } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Isolation } from '#domain/tekton/launch/task-launch.ts'
import type { Executor } from './executor.ts'
import { createBwrapExecutor } from './bwrap-executor.ts'
import { systemMounts } from './bwrap-mounts.ts'
import { createContainerExecutor } from './container-executor.ts'
import { createProcessExecutor } from './process-executor.ts'

/**
 * Finds the executors that work on this machine, the default one first: a sandbox before a plain process, and containers only on request, because
 * they need images. An installed program may still fail, so sandbox and process have really run something, and podman and docker have answered for
 * themselves or their daemon.
 */
export async function probeExecutors(dataDirectory: string): Promise<readonly Executor[]> {
  const bwrap = findProgram('bwrap')
  const [sandbox, plain, podman, docker] = await Promise.all([
    bwrap !== undefined && sandboxWorks(bwrap, dataDirectory),
    answers('/bin/sh', ['-c', 'echo works']),
    containersOf('podman'),
    containersOf('docker'),
  ])
  return [
    ...(bwrap !== undefined && sandbox ? [createBwrapExecutor(bwrap, dataDirectory)] : []),
    ...(plain ? [createProcessExecutor()] : []),
    ...podman,
    ...docker,
  ]
}

async function containersOf(kind: 'podman' | 'docker'): Promise<readonly Executor[]> {
  const program = findProgram(kind)
  if (program === undefined || !(await succeeds(program, ['info']))) return []
  return [createContainerExecutor(kind, program)]
}

/** The executor of an isolation; undefined if it does not work here. Never falls back to a weaker one. */
export function executorFor(executors: readonly Executor[], isolation: Isolation): Executor | undefined {
  return executors.find((executor) => executor.isolation === isolation)
}

/** Checks that a sandbox starts, has its own processes, and does not see the data directory. */
async function sandboxWorks(bwrap: string, dataDirectory: string): Promise<boolean> {
  const script = 'test "$$" -le 3 && test ! -e "$1" && test -x /opt/node/bin/node && echo works'
  return answers(bwrap, [
    ...systemMounts(dataDirectory),
    '--',
    '/bin/sh',
    '-c',
    script,
    'probe',
    join(dataDirectory, 'supervisor'),
  ])
}

function succeeds(program: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(program, [...args], { timeout: 10_000, killSignal: 'SIGKILL' }, (error) => resolve(error === null))
  })
}

function answers(program: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(program, [...args], { timeout: 10_000, killSignal: 'SIGKILL' }, (error, stdout) =>
      resolve(error === null && stdout.trim() === 'works'),
    )
  })
}

function findProgram(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).concat('/usr/bin', '/usr/local/bin')
  return folders
    .filter((folder) => folder.startsWith('/'))
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path) && isExecutable(path))
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
