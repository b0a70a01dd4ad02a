import { z } from 'zod'
import { groupMarkSchema } from './group-marks.ts'

/** Where the lines of a large log are, so that any part of it can be read alone: blocks of whole logical lines, each by its first byte and line. */
export const logIndexSchema = z.object({
  /** Behind the last whole line. */
  size: z.number(),
  lineCount: z.number(),
  blocks: z.array(z.object({ from: z.number(), line: z.number() })),
  /** Group marks, at most so many as groups are of use. */
  marks: z.array(z.object({ line: z.number(), time: z.string(), mark: groupMarkSchema })),
  /** The time of the first line, RFC 3339; empty where the log has none. */
  startedAt: z.string(),
})
export type LogIndex = z.infer<typeof logIndexSchema>
