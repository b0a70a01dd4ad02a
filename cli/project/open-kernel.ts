import { createKernelPool } from '#compiler/host/kernel-pool.ts'
import type { Kernel } from '#domain/adapters/kernel/kernel.ts'
import { CommandFailure } from '../report.ts'
import { problem } from '#domain/problem.ts'
import type { Terminal } from '../terminal.ts'

const project = 'command-line'

/**
 * Runs the work with a kernel and closes it afterwards. The kernel is a promise, so that it starts while the work reads its inputs. If there is no
 * kernel, the launcher has already said why.
 */
export async function withKernel<T>(terminal: Terminal, work: (kernel: Promise<Kernel>) => Promise<T>): Promise<T> {
  const reason = terminal.env['LINEWRIGHT_NO_KERNEL']
  if (reason !== undefined) throw new CommandFailure(problem('not-possible-now', reason))
  const opening = createKernelPool({ maximumWorkers: 1, timeLimitMs: 20_000 })
  const stop = () => void opening.then((pool) => pool.close())
  terminal.signal.addEventListener('abort', stop)
  const kernel = opening.then((pool) => {
    pool.start(project)
    return pool.forProject(project)
  })
  // The work sees the error when it awaits the kernel; if it fails earlier, its own reason counts.
  kernel.catch(() => undefined)
  try {
    return await work(kernel)
  } finally {
    terminal.signal.removeEventListener('abort', stop)
    await opening.then(
      (pool) => pool.close(),
      () => undefined,
    )
  }
}
