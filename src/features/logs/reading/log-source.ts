import type { LogListener } from '#client/live/logs.ts'
import type { LogIndex } from '#domain/logs/log-index.ts'
import type { LogLevel } from '#domain/logs/levels.ts'
import type { Query } from '#domain/logs/log-search.ts'

/** What the server has to find in a log that is not loaded as a whole: words, or lines of levels. */
export interface FindQuestion {
  readonly query: Query
  readonly levels: readonly LogLevel[]
}

/** For finding lines by level alone. */
export const noWords: Query = { words: '', matchCase: false, wholeWord: false, regexp: false }

/** A part of the findings; `after` asks for the next part, until `end`. */
export interface FoundLines {
  readonly lines: readonly number[]
  readonly after: string
  readonly end: boolean
}

export interface LogIndexAnswer {
  /** Bytes of the whole log. */
  readonly size: number
  /** Whether there is a log: one was written and has not been removed. */
  readonly written: boolean
  readonly index?: LogIndex | undefined
  readonly more: boolean
}

/** Where a log comes from. */
export interface LogSource {
  /**
   * Follows the log from a byte on until it is complete; returns a function that stops it. The client reconnects by
   * itself.
   */
  readonly follow: (from: number, listener: LogListener) => () => void
  /**
   * The index of lines, if the log has more than so many bytes. While it has `more`, the next answer reaches further.
   */
  readonly index: (above: number, signal: AbortSignal) => Promise<LogIndexAnswer>
  /** The bytes from one offset up to another. */
  readonly read: (from: number, to: number) => Promise<Uint8Array<ArrayBuffer>>
  readonly find: (question: FindQuestion, after: string, signal: AbortSignal) => Promise<FoundLines>
  /** Lets the browser download the log from the server: as it was written, or plain, as people read it. */
  readonly download: (form: 'raw' | 'plain') => Promise<void>
}

/** The findings up to a place in the log, from which the search can continue. */
export interface FoundSoFar {
  readonly after: string
  readonly lines: readonly number[]
}

/** Finds everything, part by part; `tell` gets all findings so far. Answers where the log ended. */
export async function findAll(
  source: Pick<LogSource, 'find'>,
  question: FindQuestion,
  start: FoundSoFar,
  signal: AbortSignal,
  tell: (found: FoundSoFar) => void,
): Promise<FoundSoFar> {
  const lines = [...start.lines]
  let { after } = start
  for (;;) {
    const part = await source.find(question, after, signal)
    signal.throwIfAborted()
    for (const line of part.lines) lines.push(line)
    after = part.after
    tell({ after, lines })
    if (part.end) return { after, lines }
  }
}
