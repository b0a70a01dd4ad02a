import type { DiffRow } from './diff-lines.ts'
import { type DiffNotes, notesOf } from './diff-notes.ts'

/** Equal lines to keep around each difference. */
const context = 3

export type DiffPart =
  | { readonly kind: 'row'; readonly row: DiffRow; readonly index: number }
  | { readonly kind: 'fold'; readonly from: number; readonly count: number }

/** The rows to show. Long equal parts are folded unless opened (by their first row) or marked. */
export function foldEqual(
  rows: readonly DiffRow[],
  opened: ReadonlySet<number>,
  notes: DiffNotes | undefined,
): readonly DiffPart[] {
  const near = new Set<number>()
  const isMarked = (row: DiffRow): boolean => notesOf(row, notes?.markAt).length > 0
  rows.forEach((row, index) => {
    if (row.kind === 'same' && !isMarked(row)) return
    for (let at = index - context; at <= index + context; at += 1) near.add(at)
  })
  const parts: DiffPart[] = []
  let from = 0
  while (from < rows.length) {
    const row = rows[from]
    if (row === undefined) break
    let to = from
    while (to < rows.length && !near.has(to)) to += 1
    if (to - from > 2 && !opened.has(from)) parts.push({ kind: 'fold', from, count: to - from })
    else if (to > from)
      parts.push(
        ...rows.slice(from, to).map((equal, offset): DiffPart => ({ kind: 'row', row: equal, index: from + offset })),
      )
    else parts.push({ kind: 'row', row, index: from })
    from = Math.max(to, from + 1)
  }
  return parts
}
