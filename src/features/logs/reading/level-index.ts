import { levelOf, logLevels, type LogLevel } from '#domain/logs/levels.ts'
import { growingUint32 } from '#domain/logs/growing.ts'
import type { LogStore } from './log-store.ts'

/** The levels of all lines, read in slices on demand: a log without a filter costs nothing. */
export interface LevelIndex {
  /** Reads at most so many further lines; true if that reached the end of what is loaded. */
  advance(lines: number): boolean
  counts(): Record<LogLevel, number>
  /** Lines of these levels. Continuation lines, such as a stack trace, have none and are not counted. */
  lines(levels: readonly LogLevel[]): Uint32Array<ArrayBuffer>
}

export function createLevelIndex(store: Pick<LogStore, 'lineCount' | 'plain'>): LevelIndex {
  const byLevel = new Map(logLevels.map((level) => [level, growingUint32()]))
  let read = 0
  return {
    advance(lines) {
      const end = Math.min(store.lineCount, read + lines)
      for (; read < end; read += 1) {
        const level = levelOf(store.plain(read) ?? '')
        if (level !== undefined) byLevel.get(level)?.push(read)
      }
      return read === store.lineCount
    },
    counts: () => ({
      error: byLevel.get('error')?.length ?? 0,
      warn: byLevel.get('warn')?.length ?? 0,
      info: byLevel.get('info')?.length ?? 0,
      debug: byLevel.get('debug')?.length ?? 0,
    }),
    lines(levels) {
      const parts = levels.map((level) => byLevel.get(level)?.view() ?? new Uint32Array())
      const all = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0))
      let at = 0
      for (const part of parts) {
        all.set(part, at)
        at += part.length
      }
      return all.sort()
    },
  }
}
