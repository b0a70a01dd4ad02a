import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import type { Problem } from '#domain/problem.ts'
import { err, ok } from '#domain/result.ts'
import type { Result } from '#domain/result.ts'
import { layoutOf, makeFolders } from '#server/supervisor/layout.ts'
import { alreadyRunning, protocolVersion } from '#server/supervisor/protocol.ts'
import type { Hello } from '#server/supervisor/protocol.ts'
import { createSupervisorClient } from './supervisor-client.ts'
import type { SupervisorClient } from './supervisor-client.ts'

/** The supervisor of a data directory, started or found. */
export interface SupervisorHandle {
  readonly client: SupervisorClient
  /** For other clients in this process, such as that of the local target. */
  readonly socket: string
  readonly pid: number
  /** Whether it was already running, perhaps with steps of an earlier server. */
  readonly adopted: boolean
  /** Ends it with everything that it runs and waits until it is gone; `keep` leaves it running. */
  stop(options?: { readonly keep?: boolean }): Promise<void>
}

export interface EnsureOptions {
  /** Time between asking a step to end and killing it, in milliseconds. */
  readonly graceMs?: number
  /** Limit for the start, in milliseconds. */
  readonly startMs?: number
}

const mainFile = fileURLToPath(new URL('../supervisor/main.ts', import.meta.url))
const pollMs = 20
/** In milliseconds: time for the steps' grace; nobody waits longer for a terminal. */
const stopMs = 60_000

/** Finds the supervisor of the data directory or starts one that outlives this process. Replaces one of another protocol only when it is idle. */
export async function ensureSupervisor(
  dataDirectory: string,
  options: EnsureOptions = {},
): Promise<Result<SupervisorHandle, Problem>> {
  const layout = layoutOf(dataDirectory)
  makeFolders(layout)
  const client = createSupervisorClient({ socket: layout.socket })
  const there = await client.hello()
  if (there.ok && there.value.protocol === protocolVersion) return ok(handle(client, layout.socket, there.value, true))
  if (there.ok) {
    if (there.value.running > 0) return err(busyWithOtherVersion(there.value))
    await client.requestStop()
    await waitUntilGone(there.value.pid)
  }
  const child = start(layout.data, layout.output, options.graceMs)
  const hello = await waitForHello(client, child, options.startMs ?? 120_000)
  if (hello.ok) return ok(handle(client, layout.socket, hello.value, false))
  // If it started late, it would run applications unknown to any server.
  child.kill()
  return err(
    problem('unreachable', say`The supervisor did not start`, {
      fix: say`Read ${layout.output}`,
      detail: lastLines(layout.output),
    }),
  )
}

function handle(client: SupervisorClient, socket: string, hello: Hello, adopted: boolean): SupervisorHandle {
  return {
    client,
    socket,
    pid: hello.pid,
    adopted,
    async stop({ keep = false } = {}) {
      if (keep) return
      // Another process may have replaced the one found first.
      const now = await client.hello()
      const asked = await client.requestStop()
      if (asked.ok) await waitUntilGone(now.ok ? now.value.pid : hello.pid)
    },
  }
}

/** Starts in a new session, which the terminal's Ctrl+C and the end of this process do not reach. */
function start(data: string, output: string, graceMs: number | undefined): ChildProcess {
  const file = openSync(output, 'a', 0o600)
  const grace = graceMs === undefined ? [] : ['--grace-ms', String(graceMs)]
  const child = spawn(process.execPath, [mainFile, '--data', data, ...grace], {
    detached: true,
    stdio: ['ignore', file, file],
    cwd: data,
  })
  child.on('error', () => undefined)
  child.unref()
  closeSync(file)
  return child
}

/**
 * Waits until the supervisor answers: with many applications that takes time on a busy machine. Stops when its process has ended, unless that found
 * another supervisor with the data directory that may be starting.
 */
async function waitForHello(
  client: SupervisorClient,
  child: ChildProcess,
  limitMs: number,
): Promise<Result<Hello, Problem>> {
  const until = Date.now() + limitMs
  let hasFailed = false
  child.on('error', () => (hasFailed = true))
  child.on('exit', (code) => (hasFailed = code !== alreadyRunning))
  for (;;) {
    const isLast = hasFailed || Date.now() > until
    const hello = await client.hello()
    if (hello.ok || isLast) return hello
    await delay(pollMs)
  }
}

async function waitUntilGone(pid: number): Promise<void> {
  const until = Date.now() + stopMs
  while (isAlive(pid) && Date.now() < until) await delay(pollMs)
}

/** Whether the process exists and has not ended. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch {
    return false
  }
}

/** Whether the process has ended but its parent has not yet collected it. */
function isZombie(pid: number): boolean {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, ''))
  } catch {
    return false
  }
}

function busyWithOtherVersion(hello: Hello): Problem {
  const fix = 'Wait until its tasks have ended, or start the version that began them, then start this one again.'
  const message = `Another version's supervisor still runs ${hello.running} task(s) in this data directory`
  return problem('not-possible-now', message, {
    fix,
    detail: `protocol ${hello.protocol}, this version speaks ${protocolVersion}`,
  })
}

function lastLines(path: string): string {
  try {
    return readFileSync(path, 'utf8').split('\n').slice(-20).join('\n')
  } catch {
    return ''
  }
}
