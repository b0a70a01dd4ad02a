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

/** A line as the pane paints it. `before` is the time of the line before; `cut` counts characters that were left out of a huge line. */
const paintedLineSchema = z.object({
  number: z.number(),
  time: z.string(),
  before: z.string(),
  stream: z.enum(['stdout', 'stderr']),
  text: z.string(),
  cut: z.number(),
  level: z.enum(logLevels).optional(),
  /** Where the line is the heading of a group. */
  group: groupSchema.optional(),
})
export type PaintedLine = z.infer<typeof paintedLineSchema>

/** Which lines stand on the screen: all, those of some levels, those around hits, or those that the server found. */
export type LogFilter =
  | { readonly kind: 'none' }
  | { readonly kind: 'levels'; readonly levels: readonly LogLevel[] }
  | { readonly kind: 'hits'; readonly query: Query; readonly context: number }
  | { readonly kind: 'lines'; readonly lines: Uint32Array<ArrayBuffer>; readonly context: number }

/** What the page asks the log worker; requests with an id are answered once. */
export type LogRequest =
  | { readonly kind: 'append'; readonly bytes: Uint8Array<ArrayBuffer> }
  /** Begins again with a large log that is read by windows. */
  | { readonly kind: 'seed'; readonly index: LogIndex }
  /** A block that was wanted. */
  | { readonly kind: 'fill'; readonly from: number; readonly bytes: Uint8Array<ArrayBuffer> }
  /** Nothing more comes. */
  | { readonly kind: 'complete'; readonly failed: boolean }
  | { readonly kind: 'filter'; readonly filter: LogFilter }
  /** Without a line: all groups. */
  | { readonly kind: 'fold'; readonly line?: number; readonly folded: boolean }
  | { readonly kind: 'rows'; readonly id: number; readonly from: number; readonly count: number }
  | { readonly kind: 'search'; readonly id: number; readonly query: Query }
  /** Unfolds what hides a line; answers its row. */
  | { readonly kind: 'reveal'; readonly id: number; readonly line: number }
  /** The first line printed at a time or later. */
  | { readonly kind: 'lineAt'; readonly id: number; readonly time: string }
  /** How many lines have each level, and which have one of these. */
  | { readonly kind: 'levels'; readonly id: number; readonly of: readonly LogLevel[] }
  | {
      readonly kind: 'text'
      readonly id: number
      readonly from: number
      readonly count: number
      readonly times: boolean
      readonly colours: boolean
      /** Without what is folded or filtered away. */
      readonly onlyShown: boolean
    }

const answered = { id: z.number() }

export const logAnswerSchema = z.discriminatedUnion('kind', [
  /** `version` changes whenever other rows may stand on the screen. */
  z.object({
    kind: z.literal('grown'),
    lineCount: z.number(),
    rowCount: z.number(),
    groupCount: z.number(),
    byteCount: z.number(),
    /** Whether all of its bytes are there, so that search and levels see everything. */
    isWhole: z.boolean(),
    startedAt: z.string(),
    version: z.number(),
  }),
  /** A block that rows or text wait for. */
  z.object({ kind: z.literal('wanted'), from: z.number(), to: z.number() }),
  z.object({ kind: z.literal('rows'), ...answered, value: z.array(paintedLineSchema) }),
  /** One entry per hit, the number of its line; null for a pattern that is none. */
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
