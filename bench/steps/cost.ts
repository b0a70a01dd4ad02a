import { readFileSync } from 'node:fs'

/** The cost of one step in milliseconds; CPU covers this process and the programs that it started and waited for. */
export interface Cost {
  readonly wall: number
  readonly cpu: number
}

/** Runs the work, which does `steps` steps, and returns the cost of one. */
export async function measure(steps: number, work: () => Promise<void>): Promise<Cost> {
  const cpu = cpuMs()
  const start = performance.now()
  await work()
  return { wall: (performance.now() - start) / steps, cpu: (cpuMs() - cpu) / steps }
}

/** Returns the median; with an even count, the upper of the two. */
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
