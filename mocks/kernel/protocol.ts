import { z } from 'zod'

/** Addresses of the kernel's module and of Go's own start script, below this site. */
export const kernelFilesSchema = z.object({ wasm: z.string(), goScript: z.string() })
export type KernelFiles = z.infer<typeof kernelFilesSchema>

export const questionSchema = z.object({ id: z.number(), text: z.string() })

/** Messages of the kernel's worker: ready, an answer, or that it cannot go on. */
export const kernelNewsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('answer'), id: z.number(), text: z.string() }),
  z.object({ kind: z.literal('lost'), reason: z.string() }),
])
export type KernelNews = z.infer<typeof kernelNewsSchema>
