import { readFileSync, readdirSync } from 'node:fs'

/** Reads processes from `/proc`; finds nothing on systems without it. */

/** Start time of a process in clock ticks since boot; pid and start time identify a process for good. Undefined when it is gone. */
export function startTime(pid: number): string | undefined {
  const stat = read(`/proc/${pid}/stat`)
  // The name may contain blanks and brackets; after the last bracket comes the third field.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
}

/** The most recently assigned pid; every process that a step started has a pid between the step's and this one. */
function lastPid(): number | undefined {
  const last = Number(read('/proc/loadavg')?.trim().split(' ').at(-1))
  return Number.isInteger(last) && last > 0 ? last : undefined
}

/** How many processes and threads this machine has; 0 if unknown. */
export function tasksOfMachine(): number {
  return Number(/\/(\d+) \d+\s*$/.exec(read('/proc/loadavg') ?? '')?.[1] ?? 0)
}

/** Whether any process on this machine started after that one; true if unknown. */
export function anyStartedSince(pid: number): boolean {
  return lastPid() !== pid
}

/**
 * Finds processes with the marker in their environment. With `after`, looks only at those started after that pid, which is cheap enough to do after
 * every step.
 */
export function processesOf(marker: string, after?: number): readonly number[] {
  const last = after === undefined ? undefined : lastPid()
  if (after !== undefined && last === after) return []
  // Pids wrap around; then look at all processes.
  const from = last !== undefined && after !== undefined && last > after ? after : 0
  const entry = `LINEWRIGHT_STEP=${marker}`
  return pids().filter((pid) => pid > from && pid !== process.pid && environmentOf(pid).includes(entry))
}

/** Direct children of a process. */
export function childrenOf(pid: number): readonly number[] {
  return (read(`/proc/${pid}/task/${pid}/children`) ?? '').split(' ').filter(Boolean).map(Number)
}

/** All descendants of a process, however deep: thousands may each have started the next. */
export function descendants(pid: number): readonly number[] {
  const found = [...childrenOf(pid)]
  for (const each of found) found.push(...childrenOf(each))
  return found
}

/** Memory of processes in bytes; undefined if none exists or the system does not tell. */
export function residentBytes(pids: readonly number[]): number | undefined {
  const sizes = pids.flatMap((pid) => /^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1] ?? [])
  return sizes.length === 0 ? undefined : sizes.reduce((sum, kilobytes) => sum + Number(kilobytes) * 1024, 0)
}

/** How many processes the kernel has killed for lack of memory since boot. */
export function endedForMemory(): number {
  return Number(/^oom_kill (\d+)$/m.exec(read('/proc/vmstat') ?? '')?.[1] ?? 0)
}

/** Sends a signal; ignores a process or group that is gone. */
export function signal(pid: number, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, name)
  } catch {
    // Gone already, or never ours.
  }
}

/** Kills all processes with the marker, and repeats until no new ones appear. */
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
