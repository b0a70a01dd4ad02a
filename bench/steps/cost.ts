import { readFileSync } from 'node:fs'

/** What one step cost, in milliseconds; CPU is ours and that of the programs that we started and waited for. */
export interface Cost {
  readonly wall: number
  readonly cpu: number
}

/** Runs the work, which does `steps` steps, and answers the cost of one. */
export async function measure(steps: number, work: () => Promise<void>): Promise<Cost> {
  const cpu = cpuMs()
  const start = performance.now()
  await work()
  return { wall: (performance.now() - start) / steps, cpu: (cpuMs() - cpu) / steps }
}

/** The middle value; with an even count the upper of the two. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

/** Ticks of `/proc` are hundredths of a second on Linux. */
const tickMs = 10

function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  const stat = readFileSync('/proc/self/stat', 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const children = Number(fields[13]) + Number(fields[14])
  return (user + system) / 1000 + children * tickMs
}
