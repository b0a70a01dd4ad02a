import { growingUint32 } from '#domain/logs/growing.ts'
import type { LogGroup } from '../pane/log-groups.ts'

/** What of a log stands on the screen, in order: all lines, or fewer where groups are folded or a filter is on. */
export interface VisibleLines {
  readonly length: number
  /** The line in a row of the list. */
  lineAt(row: number): number
  /** The row of a line, or of the next line that is shown. */
  rowOf(line: number): number
}

/** Every line. */
export function allLines(count: number): VisibleLines {
  return { length: count, lineAt: (row) => row, rowOf: (line) => line }
}

/** Whether a group is folded: by hand, else as its kind says once it has ended. */
export function isFolded(group: LogGroup, byHand: ReadonlyMap<number, boolean>): boolean {
  return byHand.get(group.line) ?? (group.end !== undefined && group.folded)
}

/** Lines outside of folded groups; end marks are no lines to read. */
export function unfoldedLines(
  count: number,
  groups: readonly LogGroup[],
  byHand: ReadonlyMap<number, boolean>,
  endMarks: ReadonlySet<number>,
): VisibleLines {
  const hides = groups.filter((group) => isFolded(group, byHand))
  if (hides.length === 0 && endMarks.size === 0) return allLines(count)
  const shown = growingUint32()
  let next = 0
  for (let line = 0; line < count; line += 1) {
    while ((hides[next]?.line ?? count) < line) next += 1
    if (!endMarks.has(line)) shown.push(line)
    const group = hides[next]
    if (group?.line === line) line = Math.max(line, group.end ?? count - 1)
  }
  return listed(shown.view())
}

/** Lines of a filter, with so many lines of context around each. */
export function withContext(lines: Uint32Array, context: number, count: number): VisibleLines {
  const shown = growingUint32()
  let from = 0
  for (const line of lines) {
    for (let at = Math.max(from, line - context); at <= Math.min(count - 1, line + context); at += 1) {
      shown.push(at)
      from = at + 1
    }
  }
  return listed(shown.view())
}

function listed(lines: Uint32Array): VisibleLines {
  return {
    length: lines.length,
    lineAt: (row) => lines[row] ?? 0,
    rowOf(line) {
      let low = 0
      let high = lines.length
      while (low < high) {
        const middle = (low + high) >> 1
        if ((lines[middle] ?? 0) < line) low = middle + 1
        else high = middle
      }
      return low
    },
  }
}
