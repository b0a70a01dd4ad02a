import { levelOf } from '#domain/logs/levels.ts'
import { paintable } from '#domain/logs/terminal-text.ts'
import { createLevelIndex } from './level-index.ts'
import { createGroups, type LogGroup } from './log-groups.ts'
import type { LogFilter, LogGrowth, PaintedLine } from './log-messages.ts'
import { createLogStore } from './log-store.ts'
import { allLines, isFolded, unfoldedLines, type VisibleLines, withContext } from './log-view.ts'
import type { Query } from './plain-lines.ts'

/** Longer lines are cut on the screen; search, copy and download have them whole. */
const longestPainted = 64 * 1024
/** How many lines before the end are looked at for errors that have to stand open. */
const tail = 2000

/** One log as a person reads it: lines, what of them is shown, groups, levels. */
export interface LogReader {
  append(bytes: Uint8Array): void
  complete(failed: boolean): void
  filter(filter: LogFilter): void
  fold(line: number | undefined, folded: boolean): void
  growth(): LogGrowth
  rows(from: number, count: number): PaintedLine[]
  search(query: Query): Uint32Array<ArrayBuffer> | null
  reveal(line: number): number
  /** Reads levels of at most so many further lines; true when all have been read. */
  readLevels(lines: number): boolean
  levels(): { counts: ReturnType<ReturnType<typeof createLevelIndex>['counts']>; errors: Uint32Array<ArrayBuffer> }
  text(from: number, count: number, times: boolean, colours: boolean): string
}

export function createLogReader(): LogReader {
  const store = createLogStore()
  const { plain } = store
  const groups = createGroups()
  const index = createLevelIndex(plain)
  const byHand = new Map<number, boolean>()
  let marksTaken = 0
  let isComplete = false
  let filter: LogFilter = { kind: 'none' }
  let version = 0
  let view: { readonly version: number; readonly lineCount: number; readonly visible: VisibleLines } | undefined
  let listed: { readonly lineCount: number; readonly complete: boolean; readonly list: readonly LogGroup[] } | undefined

  function groupList(): readonly LogGroup[] {
    const { lineCount } = store
    if (listed === undefined || listed.lineCount !== lineCount || listed.complete !== isComplete)
      listed = { lineCount, complete: isComplete, list: groups.list(lineCount, isComplete) }
    return listed.list
  }

  function visible(): VisibleLines {
    const { lineCount } = store
    if (view === undefined || view.version !== version || view.lineCount !== lineCount)
      view = { version, lineCount, visible: visibleNow(lineCount) }
    return view.visible
  }

  function visibleNow(lineCount: number): VisibleLines {
    if (filter.kind === 'levels') return withContext(index.lines(filter.levels), 0, lineCount)
    if (filter.kind === 'hits')
      return withContext(plain.search(filter.query) ?? new Uint32Array(), filter.context, lineCount)
    if (store.marks.length === 0) return allLines(lineCount)
    return unfoldedLines(lineCount, groupList(), byHand, groups.endMarks)
  }

  /** Opens every group that holds the line, from the outside in; the heading itself stands outside. */
  function open(line: number): void {
    for (const group of groupList())
      if (group.line < line && line <= (group.end ?? line) && isFolded(group, byHand)) byHand.set(group.line, false)
  }

  function groupOf(line: number): PaintedLine['group'] {
    if (filter.kind !== 'none') return undefined
    const group = groupList().find((one) => one.line === line)
    if (group === undefined) return undefined
    const end = group.end ?? store.lineCount - 1
    const [from, to] = [Date.parse(store.line(line)?.time ?? ''), Date.parse(store.line(end)?.time ?? '')]
    const isEndMark = groups.endMarks.has(end)
    return {
      folded: isFolded(group, byHand),
      title: group.title,
      depth: group.depth,
      lineCount: end - line - (isEndMark ? 1 : 0),
      ...(Number.isNaN(to - from) ? {} : { milliseconds: to - from }),
    }
  }

  function paint(number: number): PaintedLine | undefined {
    const line = store.line(number)
    if (line === undefined) return undefined
    const words = plain.text(number)
    const level = levelOf(words)
    const group = groupOf(number)
    const cut = Math.max(0, line.text.length - longestPainted)
    return {
      number,
      time: line.time,
      before: number === 0 ? line.time : (store.line(number - 1)?.time ?? ''),
      stream: line.stream,
      text: paintable(cut > 0 ? line.text.slice(0, longestPainted) : line.text),
      cut,
      ...(level === undefined ? {} : { level }),
      ...(group === undefined ? {} : { group }),
    }
  }

  return {
    append(bytes) {
      store.append(bytes)
      for (; marksTaken < store.marks.length; marksTaken += 1) {
        const taken = store.marks[marksTaken]
        if (taken !== undefined) groups.take(taken.line, taken.mark)
      }
    },
    complete(failed) {
      isComplete = true
      version += 1
      if (!failed || store.marks.length === 0) return
      // What failed stands open: the end of the log, and errors near it.
      open(store.lineCount - 1)
      for (let line = Math.max(0, store.lineCount - tail); line < store.lineCount; line += 1)
        if (levelOf(plain.text(line)) === 'error') open(line)
    },
    filter(wanted) {
      filter = wanted
      version += 1
    },
    fold(line, folded) {
      for (const group of groupList()) if (line === undefined || group.line === line) byHand.set(group.line, folded)
      version += 1
    },
    growth: () => ({
      lineCount: store.lineCount,
      rowCount: visible().length,
      groupCount: groupList().length,
      byteCount: store.byteCount,
      startedAt: store.line(0)?.time ?? '',
      version,
    }),
    rows(from, count) {
      const shown = visible()
      const rows: PaintedLine[] = []
      for (let row = from; row < Math.min(shown.length, from + count); row += 1) {
        const line = paint(shown.lineAt(row))
        if (line !== undefined) rows.push(line)
      }
      return rows
    },
    search: (query) => plain.search(query) ?? null,
    reveal(line) {
      if (filter.kind === 'none') {
        const before = visible()
        if (before.lineAt(before.rowOf(line)) !== line) {
          open(line)
          version += 1
        }
      }
      return visible().rowOf(line)
    },
    readLevels(lines) {
      const all = index.advance(lines)
      if (filter.kind === 'levels') version += 1
      return all
    },
    levels: () => ({ counts: index.counts(), errors: index.lines(['error']) }),
    text(from, count, times, colours) {
      const lines: string[] = []
      for (let number = from; number < Math.min(store.lineCount, from + count); number += 1) {
        const line = times || colours ? store.line(number) : undefined
        const words = colours ? paintable(line?.text ?? '') : plain.text(number)
        lines.push(times ? `${line?.time ?? ''} ${words}` : words)
      }
      return lines.join('\n')
    },
  }
}
