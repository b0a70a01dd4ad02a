import type { LogListener } from '#client/live/logs.ts'
import type { LogIndex } from '#domain/logs/log-index.ts'
import type { LogLevel } from '#domain/logs/levels.ts'
import type { Query } from '#domain/logs/log-search.ts'

/** What the server is asked to find in a log that the page does not hold whole: words, or lines of levels. */
export interface FindQuestion {
  readonly query: Query
  readonly levels: readonly LogLevel[]
}

/** A question for lines of levels alone. */
export const noWords: Query = { words: '', matchCase: false, wholeWord: false, regexp: false }

/** A part of what was found; `after` leads to the next part until `end`. */
export interface FoundLines {
  readonly lines: readonly number[]
  readonly after: string
  readonly end: boolean
}

export interface LogIndexAnswer {
  /** Of the whole log, in bytes. */
  readonly size: number
  /** Whether there is a log: one was written, and has not been removed since. */
  readonly written: boolean
  readonly index?: LogIndex | undefined
  readonly more: boolean
}

/** Where a log comes from. */
export interface LogSource {
  /** Follows the log from a byte until it is complete; returns a function that stops it. Breaks are healed by the client. */
  readonly follow: (from: number, listener: LogListener) => () => void
  /** Where the lines of a log of more than so many bytes are, without an index for a smaller one; while there is `more`, the next answer reaches further. */
  readonly index: (above: number, signal: AbortSignal) => Promise<LogIndexAnswer>
  /** The bytes from one offset up to another. */
  readonly read: (from: number, to: number) => Promise<Uint8Array<ArrayBuffer>>
  readonly find: (question: FindQuestion, after: string, signal: AbortSignal) => Promise<FoundLines>
  /** Lets the browser download the log as it was written. */
  readonly download: () => Promise<void>
}

/** What was found in a log up to a place in it, from which a search can go on. */
export interface FoundSoFar {
  readonly after: string
  readonly lines: readonly number[]
}

/** Finds all, part by part; `tell` hears of all that was found so far. Answers where the log ended. */
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
