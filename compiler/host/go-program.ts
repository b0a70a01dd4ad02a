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
 * Runs a Go program by Go's own start script, which must have been loaded. The garbage collector is told to stop the program while it works:
 * beside it, it needs a second thread, which WebAssembly has not, so that garbage filled the memory during long evaluations (decision 53).
 */
export function goProgram(): GoProgram {
  const { Go } = goSchema.parse(globalThis)
  const go = new Go()
  go.env = { GODEBUG: 'gcstoptheworld=1' }
  return go
}
