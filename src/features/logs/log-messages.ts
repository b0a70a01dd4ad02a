import { z } from 'zod'

/** A line as the pane paints it. */
export interface PaintedLine {
  readonly number: number
  readonly time: string
  readonly stream: 'stdout' | 'stderr'
  readonly text: string
}

/** What the page asks the log worker; `append` has no answer of its own. */
export type LogRequest =
  | { readonly kind: 'append'; readonly bytes: Uint8Array }
  | { readonly kind: 'reset' }
  | { readonly kind: 'lines'; readonly id: number; readonly from: number; readonly count: number }
  | { readonly kind: 'search'; readonly id: number; readonly words: string; readonly matchCase: boolean }
  | { readonly kind: 'text'; readonly id: number; readonly from: number; readonly count: number }

export const logAnswerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('grown'), lineCount: z.number(), byteCount: z.number() }),
  z.object({
    kind: z.literal('lines'),
    id: z.number(),
    lines: z.array(
      z.object({ number: z.number(), time: z.string(), stream: z.enum(['stdout', 'stderr']), text: z.string() }),
    ),
  }),
  z.object({ kind: z.literal('search'), id: z.number(), found: z.instanceof(Uint32Array) }),
  z.object({ kind: z.literal('text'), id: z.number(), text: z.string() }),
])
export type LogAnswer = z.infer<typeof logAnswerSchema>
