import { z } from 'zod'
import { goProgram } from '#compiler/host/go-program.ts'
import { kernelFilesSchema, type KernelNews, questionSchema } from './protocol.ts'

// One worker is one kernel instance: it gets the module's address, then answers JSON questions one after another.

z.config({ jitless: true })

const callSchema = z.object({
  linewrightKernelCall: z.custom<(text: string) => unknown>((value) => typeof value === 'function'),
})

const say = (news: KernelNews): void => globalThis.postMessage(news)

addEventListener(
  'message',
  (event) => {
    const { wasm, goScript } = kernelFilesSchema.parse(event.data)
    start(wasm, goScript).catch((error: unknown) => say({ kind: 'lost', reason: String(error) }))
  },
  { once: true },
)

async function start(wasm: string, goScript: string): Promise<void> {
  await import(/* @vite-ignore */ goScript)
  const go = goProgram()
  const { instance } = await WebAssembly.instantiateStreaming(fetch(wasm), go.importObject)
  // Go's program never ends by itself; if it does, it ran out of memory or crashed.
  const lost = (): void => say({ kind: 'lost', reason: 'The kernel has ended' })
  go.run(instance).then(lost, lost)
  const { linewrightKernelCall } = callSchema.parse(globalThis)
  addEventListener('message', (event) => {
    const { id, text } = questionSchema.parse(event.data)
    const answer = linewrightKernelCall(text)
    if (typeof answer === 'string') say({ kind: 'answer', id, text: answer })
    else lost()
  })
  say({ kind: 'ready' })
}
