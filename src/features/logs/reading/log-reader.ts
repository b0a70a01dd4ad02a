import { joinBytes } from '#domain/logs/join-bytes.ts'
import { levelOf, type LogLevel } from '#domain/logs/levels.ts'
import { paintable } from '#domain/logs/terminal-text.ts'
import { createLevelIndex } from './level-index.ts'
import type { TextForm } from './log-client.ts'
import { createGroups, type LogGroup } from '../pane/log-groups.ts'
import type { LogIndex } from '#domain/logs/log-index.ts'
import type { LogFilter, LogGrowth, PaintedLine } from '../log-messages.ts'
import { type ByteRange, createLogStore } from './log-store.ts'
import { allLines, isFolded, unfoldedLines, type VisibleLines, withContext } from './log-view.ts'
import type { Query } from '#domain/logs/log-search.ts'

/** Characters. Longer lines are cut on screen; search, copy and download have all of them. */
const longestPainted = 64 * 1024
/** How many of the last lines of a failed log are searched for errors to unfold. */
const tail = 2000
/** Bytes to keep in memory; larger logs are read in windows. */
const mostBytes = 192 * 1024 * 1024
/** Bytes. Smaller pieces are collected first, so that a live log is not indexed line by line. */
const largePiece = 64 * 1024

/** A log as a person reads it: its lines, which of them are visible, groups, levels. */
export interface LogReader {
  append(bytes: Uint8Array<ArrayBuffer>): void
  /** Starts over with a large log that is read in windows. */
  seed(index: LogIndex): void
  fill(from: number, bytes: Uint8Array<ArrayBuffer>): void
  complete(failed: boolean): void
  filter(filter: LogFilter): void
  fold(line: number | undefined, folded: boolean): void
  growth(): LogGrowth
  rows(from: number, count: number): PaintedLine[]
  /** Missing blocks of these rows or lines. */
  missingRows(from: number, count: number): readonly ByteRange[]
  missingLines(from: number, count: number): readonly ByteRange[]
  search(query: Query): Uint32Array<ArrayBuffer> | null
  reveal(line: number): number
  /** The first loaded line printed at or after a time. */
  lineAt(time: string): number
  /** Reads levels of at most so many further lines; true once all are read. */
  readLevels(lines: number): boolean
  levels(of: readonly LogLevel[]): {
    counts: ReturnType<ReturnType<typeof createLevelIndex>['counts']>
    lines: Uint32Array<ArrayBuffer>
  }
  text(from: number, count: number, form: TextForm): string
}

export function createLogReader(): LogReader {
  const store = createLogStore(mostBytes)
  let groups = createGroups()
  let index = createLevelIndex(store)
  const byHand = new Map<number, boolean>()
  let waiting: Uint8Array<ArrayBuffer>[] = []
  let waitingBytes = 0
  let marksTaken = 0
  let isComplete = false
  let filter: LogFilter = { kind: 'none' }
  let version = 0
  let startedAt = ''
  let view: { readonly version: number; readonly lineCount: number; readonly visible: VisibleLines } | undefined
  let listed: { readonly lineCount: number; readonly complete: boolean; readonly list: readonly LogGroup[] } | undefined

  function takeWaiting(): void {
    const [first] = waiting
    if (first === undefined) return
    store.append(waiting.length === 1 ? first : joinBytes(waiting))
    waiting = []
    waitingBytes = 0
    takeMarks()
  }

  function takeMarks(): void {
    for (; marksTaken < store.marks.length; marksTaken += 1) {
      const marked = store.marks[marksTaken]
      if (marked !== undefined) groups.take(marked)
    }
  }

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
      return withContext(store.search(filter.query) ?? new Uint32Array(), filter.context, lineCount)
    if (filter.kind === 'lines') return withContext(filter.lines, filter.context, lineCount)
    if (store.marks.length === 0) return allLines(lineCount)
    return unfoldedLines(lineCount, groupList(), byHand, groups.endMarks)
  }

  /** Unfolds the groups around a line, from the outside in. A group's heading is outside of it. */
  function open(line: number): void {
    for (const group of groupList())
      if (group.line < line && line <= (group.end ?? line) && isFolded(group, byHand)) byHand.set(group.line, false)
  }

  function groupOf(line: number): PaintedLine['group'] {
    if (filter.kind !== 'none') return undefined
    const group = groupList().find((one) => one.line === line)
    if (group === undefined) return undefined
    const end = group.end ?? store.lineCount - 1
    const [from, to] = [group.startedAt, group.endedAt ?? store.line(end)?.time ?? ''].map((time) => Date.parse(time))
    const milliseconds = (to ?? Number.NaN) - (from ?? Number.NaN)
    const isEndMark = groups.endMarks.has(end)
    return {
      folded: isFolded(group, byHand),
      title: group.title,
      depth: group.depth,
      lineCount: end - line - (isEndMark ? 1 : 0),
      ...(Number.isNaN(milliseconds) ? {} : { milliseconds }),
    }
  }

  function paint(number: number): PaintedLine | undefined {
    const line = store.line(number)
    if (line === undefined) return undefined
    const level = levelOf(store.plain(number) ?? '')
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
      waiting.push(bytes)
      waitingBytes += bytes.length
      if (waitingBytes >= largePiece) takeWaiting()
    },
    seed(known) {
      waiting = []
      waitingBytes = 0
      store.seed(known)
      startedAt = known.startedAt
      groups = createGroups()
      index = createLevelIndex(store)
      marksTaken = 0
      takeMarks()
      version += 1
    },
    fill: (from, bytes) => store.fill(from, bytes),
    complete(failed) {
      takeWaiting()
      store.complete()
      takeMarks()
      isComplete = true
      version += 1
      if (!failed || store.marks.length === 0) return
      // Unfolds the end of a failed log, and errors near it.
      open(store.lineCount - 1)
      for (let line = Math.max(0, store.lineCount - tail); line < store.lineCount; line += 1)
        if (levelOf(store.plain(line) ?? '') === 'error') open(line)
    },
    filter(wanted) {
      filter = wanted
      version += 1
    },
    fold(line, folded) {
      for (const group of groupList()) if (line === undefined || group.line === line) byHand.set(group.line, folded)
      version += 1
    },
    growth: () => {
      takeWaiting()
      if (startedAt === '') startedAt = store.line(0)?.time ?? ''
      return {
        lineCount: store.lineCount,
        isWhole: store.isWhole,
        rowCount: visible().length,
        groupCount: groupList().length,
        byteCount: store.byteCount,
        startedAt,
        version,
      }
    },
    rows(from, count) {
      const shown = visible()
      const rows: PaintedLine[] = []
      for (let row = from; row < Math.min(shown.length, from + count); row += 1) {
        const line = paint(shown.lineAt(row))
        if (line !== undefined) rows.push(line)
      }
      return rows
    },
    missingRows(from, count) {
      const shown = visible()
      const rows = Math.max(0, Math.min(count, shown.length - from))
      return store.missing(Array.from({ length: rows }, (_, row) => shown.lineAt(from + row)))
    },
    missingLines: (from, count) =>
      store.missing(Array.from({ length: Math.max(0, Math.min(count, store.lineCount - from)) }, (_, at) => from + at)),
    search: (query) => store.search(query),
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
    lineAt(time) {
      const wanted = Date.parse(time)
      let low = 0
      let high = store.lineCount
      while (low < high) {
        const middle = (low + high) >> 1
        if (Date.parse(store.line(middle)?.time ?? '') < wanted) low = middle + 1
        else high = middle
      }
      return Math.min(low, Math.max(0, store.lineCount - 1))
    },
    readLevels(lines) {
      const all = index.advance(lines)
      if (filter.kind === 'levels') version += 1
      return all
    },
    levels: (of) => ({ counts: index.counts(), lines: index.lines(of) }),
    text(from, count, { times, colours, onlyShown }) {
      const lines: string[] = []
      const shown = onlyShown ? visible() : allLines(store.lineCount)
      const titles = new Map(onlyShown ? groupList().map(({ line, title }) => [line, title]) : [])
      for (let row = shown.rowOf(from); row < shown.length && shown.lineAt(row) < from + count; row += 1) {
        const number = shown.lineAt(row)
        const line = times || colours ? store.line(number) : undefined
        const words = colours ? paintable(line?.text ?? '') : (titles.get(number) ?? store.plain(number) ?? '')
        lines.push(times ? `${line?.time ?? ''} ${words}` : words)
      }
      return lines.join('\n')
    },
  }
}
