import { z } from 'zod'
import { logLevels, type LogLevel } from '#domain/logs/levels.ts'
import type { LogIndex } from '#domain/logs/log-index.ts'
import type { Query } from '#domain/logs/log-search.ts'

const groupSchema = z.object({
  folded: z.boolean(),
  title: z.string(),
  depth: z.number(),
  lineCount: z.number(),
  milliseconds: z.number().optional(),
})

/**
 * A line as the pane paints it. `before` is the time of the previous line; `cut` counts the characters left out of a
 * huge line.
 */
const paintedLineSchema = z.object({
  number: z.number(),
  time: z.string(),
  before: z.string(),
  stream: z.enum(['stdout', 'stderr']),
  text: z.string(),
  cut: z.number(),
  level: z.enum(logLevels).optional(),
  /** Set if the line is the heading of a group. */
  group: groupSchema.optional(),
})
export type PaintedLine = z.infer<typeof paintedLineSchema>

/** Which lines are shown: all, those of some levels, those around hits, or those that the server found. */
export type LogFilter =
  | { readonly kind: 'none' }
  | { readonly kind: 'levels'; readonly levels: readonly LogLevel[] }
  | { readonly kind: 'hits'; readonly query: Query; readonly context: number }
  | { readonly kind: 'lines'; readonly lines: Uint32Array<ArrayBuffer>; readonly context: number }

/** What the page asks the log worker. A request with an id gets exactly one answer. */
export type LogRequest =
  | { readonly kind: 'append'; readonly bytes: Uint8Array<ArrayBuffer> }
  /** Starts over with a large log that is read in windows. */
  | { readonly kind: 'seed'; readonly index: LogIndex }
  /** The bytes of a block that the worker asked for. */
  | { readonly kind: 'fill'; readonly from: number; readonly bytes: Uint8Array<ArrayBuffer> }
  /** No more bytes will come. */
  | { readonly kind: 'complete'; readonly failed: boolean }
  | { readonly kind: 'filter'; readonly filter: LogFilter }
  /** Without a line: all groups. */
  | { readonly kind: 'fold'; readonly line?: number; readonly folded: boolean }
  | { readonly kind: 'rows'; readonly id: number; readonly from: number; readonly count: number }
  | { readonly kind: 'search'; readonly id: number; readonly query: Query }
  /** Unfolds the groups around a line; answers its row. */
  | { readonly kind: 'reveal'; readonly id: number; readonly line: number }
  /** The first line printed at or after a time. */
  | { readonly kind: 'lineAt'; readonly id: number; readonly time: string }
  /** Counts the lines of each level, and lists those of some levels. */
  | { readonly kind: 'levels'; readonly id: number; readonly of: readonly LogLevel[] }
  | {
      readonly kind: 'text'
      readonly id: number
      readonly from: number
      readonly count: number
      readonly times: boolean
      readonly colours: boolean
      /** Without folded and filtered lines. */
      readonly onlyShown: boolean
    }

const answered = { id: z.number() }

export const logAnswerSchema = z.discriminatedUnion('kind', [
  /** `version` changes whenever the visible rows may have changed. */
  z.object({
    kind: z.literal('grown'),
    lineCount: z.number(),
    rowCount: z.number(),
    groupCount: z.number(),
    byteCount: z.number(),
    /** Whether all bytes are loaded, so that search and levels cover everything. */
    isWhole: z.boolean(),
    startedAt: z.string(),
    version: z.number(),
  }),
  /** Asks for a block that rows or texts wait for. */
  z.object({ kind: z.literal('wanted'), from: z.number(), to: z.number() }),
  z.object({ kind: z.literal('rows'), ...answered, value: z.array(paintedLineSchema) }),
  /** The line number of each hit; null if the pattern is invalid. */
  z.object({ kind: z.literal('search'), ...answered, value: z.instanceof(Uint32Array).nullable() }),
  z.object({ kind: z.literal('reveal'), ...answered, value: z.number() }),
  z.object({ kind: z.literal('lineAt'), ...answered, value: z.number() }),
  z.object({
    kind: z.literal('levels'),
    ...answered,
    value: z.object({ counts: z.record(z.enum(logLevels), z.number()), lines: z.instanceof(Uint32Array) }),
  }),
  z.object({ kind: z.literal('text'), ...answered, value: z.string() }),
])
export type LogAnswer = z.infer<typeof logAnswerSchema>
export type LogGrowth = Omit<Extract<LogAnswer, { kind: 'grown' }>, 'kind'>
