import { growingUint32 } from '#domain/logs/growing.ts'
import type { LogGroup } from '../pane/log-groups.ts'

/** The visible lines in order: all, or fewer if groups are folded or a filter is on. */
export interface VisibleLines {
  readonly length: number
  /** The line in a visible row. */
  lineAt(row: number): number
  /** The row of a line, or of the next visible line. */
  rowOf(line: number): number
}

export function allLines(count: number): VisibleLines {
  return { length: count, lineAt: (row) => row, rowOf: (line) => line }
}

/** Whether a group is folded: as somebody chose, else as its kind wants once it has ended. */
export function isFolded(group: LogGroup, byHand: ReadonlyMap<number, boolean>): boolean {
  return byHand.get(group.line) ?? (group.end !== undefined && group.folded)
}

/** Lines outside of folded groups, without end marks. */
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

/** The lines of a filter with some lines of context. */
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
