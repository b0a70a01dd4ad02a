import { z } from 'zod'

/** One replacement in a text, by offsets into it. */
export const textPatchSchema = z.object({ from: z.number().int(), to: z.number().int(), text: z.string() })
export type TextPatch = z.infer<typeof textPatchSchema>

/** Finds the smallest single replacement that turns one text into another. */
export function patchBetween(before: string, after: string): TextPatch {
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && before.charCodeAt(head) === after.charCodeAt(head)) head += 1
  let tail = 0
  while (
    tail < most - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail += 1
  return { from: head, to: before.length - tail, text: after.slice(head, after.length - tail) }
}

/** Applies a replacement to a text. */
export function patched(text: string, { from, to, text: by }: TextPatch): string {
  return text.slice(0, from) + by + text.slice(to)
}
