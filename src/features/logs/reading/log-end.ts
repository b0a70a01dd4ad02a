import { askWhileAway } from './ask-while-away.ts'
import type { LogSource } from './log-source.ts'

/** As much as the end of a log has: some thousand lines. */
const endBytes = 256 * 1024
const newline = 10

/** The last lines of a log, and what is printed after them, as a log of its own: which numbers they have in the whole is not known to it. */
export function endOf(source: LogSource, bytes = endBytes): LogSource {
  async function sizeOf(signal: AbortSignal): Promise<{ readonly size: number; readonly written: boolean }> {
    // Nothing is above the largest number: the answer tells the size and counts no lines.
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
            // The first line began before.
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
