import { createKernelPool } from '#compiler/host/kernel-pool.ts'
import type { Kernel } from '#domain/adapters/kernel.ts'
import { CommandFailure } from '../report.ts'
import { problem } from '#domain/problem.ts'
import type { Terminal } from '../terminal.ts'

/** Runs work with a kernel and closes it afterwards. The launcher has said why where there is none. */
export async function withKernel<T>(terminal: Terminal, work: (kernel: Kernel) => Promise<T>): Promise<T> {
  const reason = terminal.env['LINEWRIGHT_NO_KERNEL']
  if (reason !== undefined) throw new CommandFailure(problem('not-possible-now', reason))
  const pool = await createKernelPool({ maximumWorkers: 1, timeLimitMs: 20_000 })
  const stop = () => void pool.close()
  terminal.signal.addEventListener('abort', stop)
  try {
    return await work(pool.forProject('command-line'))
  } finally {
    terminal.signal.removeEventListener('abort', stop)
    await pool.close()
  }
}
