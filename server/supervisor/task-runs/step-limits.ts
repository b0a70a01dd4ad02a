import type { RunningStep } from '../executors/executor.ts'
import { tasksOfMachine } from '../executors/process-table.ts'

/** How often to look at a running step, in milliseconds. */
const lookMs = 200

export interface StepLimits {
  /** In bytes; undefined for none. */
  readonly memory: number | undefined
  readonly processes: number
}

export type Exceeded = keyof StepLimits

/** Kills a step that exceeds a limit. Returns a function that stops looking and says which limit it was. */
export function watchLimits(running: RunningStep, limits: StepLimits): () => Exceeded | undefined {
  let exceeded: Exceeded | undefined
  const timer = setInterval(() => {
    const now = exceededBy(running, limits)
    exceeded ??= now
    if (now !== undefined) running.kill()
  }, lookMs)
  return () => {
    clearInterval(timer)
    return exceeded
  }
}

function exceededBy(running: RunningStep, { memory, processes }: StepLimits): Exceeded | undefined {
  if (memory !== undefined && (running.memory() ?? 0) > memory) return 'memory'
  // Counting those of one step takes long; how many the whole machine has is one line to read.
  return tasksOfMachine() > processes && running.processes() > processes ? 'processes' : undefined
}
