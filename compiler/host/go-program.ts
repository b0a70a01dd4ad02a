import { z } from 'zod'

interface GoProgram {
  readonly importObject: WebAssembly.Imports
  env: Record<string, string>
  run(instance: WebAssembly.Instance): Promise<void>
}

const goSchema = z.object({
  Go: z.custom<new () => GoProgram>((value) => typeof value === 'function'),
})

/**
 * Runs a Go program with Go's own start script, which must be loaded already. The garbage collector must stop the program while it works: to run
 * beside it, it needs a second thread, which WebAssembly lacks, so that garbage filled the memory during long evaluations (decision 53).
 */
export function goProgram(): GoProgram {
  const { Go } = goSchema.parse(globalThis)
  const go = new Go()
  go.env = { GODEBUG: 'gcstoptheworld=1' }
  return go
}
