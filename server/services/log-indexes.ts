import { parseBlock } from '#domain/logs/log-block.ts'
import type { LogIndex } from '#domain/logs/log-index.ts'
import { logPath, type LogKey } from '#domain/tekton/log-key.ts'
import type { LogStore } from '../ports/logs.ts'
import { readLogPieces, textCodec } from './log-blocks.ts'

/** Where the lines of large logs are: found by reading once, kept in memory, read on from there when the log has grown. */
export interface LogIndexes {
  /** Undefined for a log that was not written. */
  read(key: LogKey): Promise<LogIndex | undefined>
}

const kept = 50
/** Nobody folds more groups, and an index has to stay small. */
const mostMarks = 20_000
const smallestBlock = 256 * 1024

export function createLogIndexes(logs: LogStore): LogIndexes {
  const known = new Map<string, Promise<LogIndex>>()

  async function readOn(key: LogKey, before: LogIndex): Promise<LogIndex> {
    const blocks = [...before.blocks]
    const marks = [...before.marks]
    let { size, lineCount, startedAt } = before
    for await (const { from, bytes } of readLogPieces(logs, key, size, false)) {
      const block = parseBlock(bytes, textCodec)
      const last = blocks.at(-1)
      if (last === undefined || from - last.from >= smallestBlock) blocks.push({ from, line: lineCount })
      for (const { line, time, mark } of block.marks)
        if (marks.length < mostMarks) marks.push({ line: lineCount + line, time, mark })
      if (lineCount === 0) startedAt = timeOf(bytes)
      lineCount += block.lineCount
      size = from + bytes.length
    }
    return { size, lineCount, blocks, marks, startedAt }
  }

  return {
    async read(key) {
      const path = logPath(key)
      if ((await logs.read(key, 0, 0)) === undefined) return undefined
      const before = known.get(path) ?? Promise.resolve(nothing)
      // One after the other, so that two readers of a new log do not read it twice.
      const next = before.then((index) => readOn(key, index))
      known.delete(path)
      known.set(path, next)
      next.catch(() => known.delete(path))
      const [oldest] = known.keys()
      if (known.size > kept && oldest !== undefined) known.delete(oldest)
      return next
    },
  }
}

const nothing: LogIndex = { size: 0, lineCount: 0, blocks: [], marks: [], startedAt: '' }

function timeOf(bytes: Uint8Array): string {
  return /^\S+(?= std(?:out|err) [FP])/.exec(textCodec.decode(bytes.subarray(0, 64)))?.[0] ?? ''
}
