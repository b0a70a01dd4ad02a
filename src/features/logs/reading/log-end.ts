import { askWhileAway } from './ask-while-away.ts'
import type { LogSource } from './log-source.ts'

/** Bytes: some thousand lines. */
const endBytes = 256 * 1024
const newline = 10

/**
 * The end of a log, and what is printed after it, as a log of its own. Its lines count from 0, since their real numbers
 * are unknown.
 */
export function endOf(source: LogSource, bytes = endBytes): LogSource {
  async function sizeOf(signal: AbortSignal): Promise<{ readonly size: number; readonly written: boolean }> {
    // No log is larger than the largest number, so the answer has the size but no index, which is costly.
    return source.index(Number.MAX_SAFE_INTEGER, signal)
  }
  return {
    ...source,
    index: async (_above, signal) => {
      const { size, written } = await sizeOf(signal)
      return { size, written, more: false }
    },
    follow(_from, listener) {
      const left = new AbortController()
      let stop: (() => void) | undefined
      async function begin(): Promise<void> {
        const answer = await askWhileAway(() => sizeOf(left.signal), left.signal)
        if (left.signal.aborted || answer === undefined) return
        const start = Math.max(0, answer.size - bytes)
        let isCut = start === 0
        stop = source.follow(start, {
          ...listener,
          onBytes(part, from) {
            if (isCut) return listener.onBytes(part, from - start)
            // The first line is cut off, so skip it.
            const end = part.indexOf(newline)
            if (end < 0) return
            isCut = true
            listener.onBytes(part.slice(end + 1), from + end + 1 - start)
          },
        })
      }
      void begin()
      return () => {
        left.abort()
        stop?.()
      }
    },
  }
}
