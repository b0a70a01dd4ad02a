import { readFileSync, readdirSync } from 'node:fs'

/** Processes as `/proc` shows them; on systems without it nothing is found. */

/** When a process started, in clock ticks since boot: with the pid it names the process for good. Undefined when it is gone. */
export function startTime(pid: number): string | undefined {
  const stat = read(`/proc/${pid}/stat`)
  // The name may hold blanks and brackets; the fields after the last bracket begin with the third.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
}

/** The pid that was given out last; every process that a step has started has a number between its own and this one. */
function lastPid(): number | undefined {
  const last = Number(read('/proc/loadavg')?.trim().split(' ').at(-1))
  return Number.isInteger(last) && last > 0 ? last : undefined
}

/** Whether any process of this machine was started after that one; true when it cannot be told. */
export function anyStartedSince(pid: number): boolean {
  return lastPid() !== pid
}

/**
 * Processes that carry the marker in their environment. With `after`, only those that were started after that pid are looked at,
 * which is what makes it cheap enough to ask after every step.
 */
export function processesOf(marker: string, after?: number): readonly number[] {
  const last = after === undefined ? undefined : lastPid()
  if (after !== undefined && last === after) return []
  // Numbers wrap around: then everything is looked at.
  const from = last !== undefined && after !== undefined && last > after ? after : 0
  const entry = `LINEWRIGHT_STEP=${marker}`
  return pids().filter((pid) => pid > from && pid !== process.pid && environmentOf(pid).includes(entry))
}

/** Direct children of a process. */
export function childrenOf(pid: number): readonly number[] {
  return (read(`/proc/${pid}/task/${pid}/children`) ?? '').split(' ').filter(Boolean).map(Number)
}

/** All processes that a process has started, and those that they have. */
export function descendants(pid: number): readonly number[] {
  return childrenOf(pid).flatMap((child) => [child, ...descendants(child)])
}

/** Memory of processes in bytes; undefined when none of them is there, or the system does not tell. */
export function residentBytes(pids: readonly number[]): number | undefined {
  const sizes = pids.flatMap((pid) => /^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1] ?? [])
  return sizes.length === 0 ? undefined : sizes.reduce((sum, kilobytes) => sum + Number(kilobytes) * 1024, 0)
}

/** How many processes this machine has ended for want of memory since it started. */
export function endedForMemory(): number {
  return Number(/^oom_kill (\d+)$/m.exec(read('/proc/vmstat') ?? '')?.[1] ?? 0)
}

/** Sends a signal; a process or group that is gone is no error. */
export function signal(pid: number, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, name)
  } catch {
    // Gone already, or never ours.
  }
}

/** Kills whatever carries the marker, again until nothing new appears. */
export function killMarked(marker: string, after?: number): void {
  for (let round = 0; round < 20; round += 1) {
    const found = processesOf(marker, after).filter((pid) => !isZombie(pid))
    if (found.length === 0) return
    for (const pid of found) signal(pid, 'SIGKILL')
  }
}

function isZombie(pid: number): boolean {
  const stat = read(`/proc/${pid}/stat`)
  return stat === undefined || stat.charAt(stat.lastIndexOf(')') + 2) === 'Z'
}

function environmentOf(pid: number): readonly string[] {
  return (read(`/proc/${pid}/environ`) ?? '').split('\0')
}

function pids(): readonly number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger)
  } catch {
    return []
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
