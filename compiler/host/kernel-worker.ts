import { parentPort, workerData } from 'node:worker_threads'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { goProgram } from './go-program.ts'

// One worker is one instance of the kernel. It gets the compiled module and the path of Go's own start script, then JSON texts, and answers with JSON
// texts in the same order. It does nothing else.

const startSchema = z.object({ module: z.instanceof(WebAssembly.Module), goScript: z.string() })
const questionSchema = z.object({ id: z.number(), text: z.string() })

const callSchema = z.object({
  linewrightKernelCall: z.custom<(text: string) => unknown>((value) => typeof value === 'function'),
})

async function start(): Promise<void> {
  const { module, goScript } = startSchema.parse(workerData)
  await import(pathToFileURL(goScript).href)
  const go = goProgram()
  const instance = await WebAssembly.instantiate(module, go.importObject)
  // Go's program never ends normally; if it ends (out of memory, a fatal error), the worker ends too.
  go.run(instance).then(
    () => process.exit(70),
    () => process.exit(70),
  )
  const { linewrightKernelCall } = callSchema.parse(globalThis)
  parentPort?.on('message', (message: unknown) => {
    const { id, text } = questionSchema.parse(message)
    const answer: unknown = linewrightKernelCall(text)
    // Go ended during the call: out of memory, or infinite recursion.
    if (typeof answer !== 'string') process.exit(70)
    const { memory } = memorySchema.parse(instance.exports)
    parentPort?.postMessage({ id, answer, memoryBytes: memory.buffer.byteLength })
  })
  parentPort?.postMessage({ ready: true })
}

const memorySchema = z
  .record(z.string(), z.unknown())
  .transform((exports) => ({ memory: exports['mem'] }))
  .pipe(z.object({ memory: z.instanceof(WebAssembly.Memory) }))

await start()
