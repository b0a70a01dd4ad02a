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
 * What Go's own start script, which has been loaded, offers to run a program. Go's collector works beside the program, which needs a second
 * thread: in WebAssembly there is none, so that a long evaluation kept what it had thrown away until the memory was full. It stops the
 * program instead and is done sooner.
 */
export function goProgram(): GoProgram {
  const { Go } = goSchema.parse(globalThis)
  const go = new Go()
  go.env = { GODEBUG: 'gcstoptheworld=1' }
  return go
}
