import type { ReactNode } from 'react'
import type { DiffRow, DiffSide } from './diff-lines.ts'

/** Notes at single lines: a mark in the line, which then is not folded away, and an open note below. */
export interface DiffNotes {
  readonly markAt: (side: DiffSide, line: number) => ReactNode | undefined
  readonly openAt: (side: DiffSide, line: number) => ReactNode | undefined
  /** If present, pressing a line's number chooses the line instead of asking for its origin. */
  readonly choose?: { readonly label: (line: number) => string; readonly run: (side: DiffSide, line: number) => void }
}

/** The notes at the lines of a row, on either side. */
export function notesOf({ left, right }: DiffRow, noteAt: DiffNotes['markAt'] = () => undefined) {
  return [
    { side: 'before', note: left === undefined ? undefined : noteAt('before', left.number) },
    { side: 'after', note: right === undefined ? undefined : noteAt('after', right.number) },
  ].filter(({ note }) => note !== undefined)
}
