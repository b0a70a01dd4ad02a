import { z } from 'zod'
import { groupMarkSchema } from './group-marks.ts'

/** Positions of lines in a large log, so that any part can be read alone: blocks of whole logical lines, each with its first byte and line. */
export const logIndexSchema = z.object({
  /** Bytes up to the end of the last whole line. */
  size: z.number(),
  lineCount: z.number(),
  blocks: z.array(z.object({ from: z.number(), line: z.number() })),
  /** Group marks, limited to a useful number. */
  marks: z.array(z.object({ line: z.number(), time: z.string(), mark: groupMarkSchema })),
  /** The time of the first line, RFC 3339; empty if the log has none. */
  startedAt: z.string(),
})
export type LogIndex = z.infer<typeof logIndexSchema>
