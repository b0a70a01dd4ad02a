import { countLines } from '#domain/logs/line-count.ts'
import type { LogIndex } from '#domain/logs/log-index.ts'
import { logPath, type LogKey } from '#domain/tekton/launch/log-key.ts'
import type { LogStore } from '../../ports/logs.ts'
import { readLogPieces, searchTools, textCodec } from './log-blocks.ts'

/** Line indexes of large logs: built by reading once, kept in memory, and extended when the log grows. */
export interface LogIndexes {
  /** Undefined for a log that was not written. Each answer reads only a part; ask again while there is `more`. */
  read(key: LogKey): Promise<{ readonly index: LogIndex; readonly more: boolean } | undefined>
}

const kept = 50
/** Nobody folds more groups than this, and an index must stay small. */
const mostMarks = 20_000
const smallestBlock = 256 * 1024
/** Bytes that one answer reads at most, so that readers see progress and others get a turn. */
const bytesPerAnswer = 192 * 1024 * 1024

export function createLogIndexes(logs: LogStore): LogIndexes {
  const known = new Map<string, Promise<Answer>>()

  async function readOn(key: LogKey, { index: before }: Answer): Promise<Answer> {
    const blocks = [...before.blocks]
    const marks = [...before.marks]
    let { size, lineCount, startedAt } = before
    let more = false
    for await (const { from, bytes } of readLogPieces(logs, key, size, false)) {
      more = from - before.size >= bytesPerAnswer
      if (more) break
      const { lineCount: count, marks: found } = countLines(bytes, searchTools)
      const last = blocks.at(-1)
      if (last === undefined || from - last.from >= smallestBlock) blocks.push({ from, line: lineCount })
      for (const { line, time, mark } of found)
        if (marks.length < mostMarks) marks.push({ line: lineCount + line, time, mark })
      if (lineCount === 0) startedAt = timeOf(bytes)
      lineCount += count
      size = from + bytes.length
    }
    return { index: { size, lineCount, blocks, marks, startedAt }, more }
  }

  return {
    async read(key) {
      const path = logPath(key)
      if ((await logs.read(key, 0, 0)) === undefined) return undefined
      const before = known.get(path) ?? Promise.resolve(nothing)
      // One after the other, so that two readers of a new log do not both read it.
      const next = before.then((answer) => readOn(key, answer))
      known.delete(path)
      known.set(path, next)
      next.catch(() => known.delete(path))
      const [oldest] = known.keys()
      if (known.size > kept && oldest !== undefined) known.delete(oldest)
      return next
    },
  }
}

interface Answer {
  readonly index: LogIndex
  readonly more: boolean
}
const nothing: Answer = { index: { size: 0, lineCount: 0, blocks: [], marks: [], startedAt: '' }, more: false }

function timeOf(bytes: Uint8Array): string {
  return /^\S+(?= std(?:out|err) [FP])/.exec(textCodec.decode(bytes.subarray(0, 64)))?.[0] ?? ''
}
